import { bankCard, mobile, residentId } from '../../test/builders/identities.js'

/** A document as an office would publish it: its name, and its text. All persons and numbers are invented. */
export type Paper = readonly [name: string, text: string]

export const ids = Array.from({ length: 40 }, (_, n) => residentId(100 + n))
export const phones = Array.from({ length: 40 }, (_, n) => mobile(100 + n))
export const cards = Array.from({ length: 20 }, (_, n) => bankCard(100 + n))

/** The usual mask of public lists: the first six and the last four characters stay. */
export const maskId = (id: string): string => `${id.slice(0, 6)}********${id.slice(14)}`
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(7)}`
