import { expect, test } from 'vitest'
import type { Part } from '../../../src/model/index.js'
import { PartBuilder } from '../../../src/read/parts/part-builder.js'
import { ReadoutBuilder } from '../../../src/read/parts/readout-builder.js'

const part: Part = { kind: 'body', name: 'one', text: '机密', blocks: [] }

test('a new builder builds an empty readout', () => {
  expect(new ReadoutBuilder().build()).toEqual({ parts: [], gaps: [], members: [] })
})

test('parts, gaps and members keep the order in which they were added', () => {
  const other = { parts: [{ ...part, name: 'two' }], gaps: [{ piece: 'b', reason: 'encrypted' as const }] }
  const bytes = new Uint8Array(1)
  const readout = new ReadoutBuilder()
    .part(part)
    .gap('a', 'damaged', { detail: 'base64' })
    .add(other)
    .add({ members: [{ path: 'a.zip!1', bytes }] })
    .part({ ...part, name: 'three' })
    .gap('c', 'damaged')
    .member('a.zip!2', bytes)
    .build()
  expect(readout.parts.map(({ name }) => name)).toEqual(['one', 'two', 'three'])
  expect(readout.gaps).toEqual([
    { piece: 'a', reason: 'damaged', args: { detail: 'base64' } },
    { piece: 'b', reason: 'encrypted' },
    { piece: 'c', reason: 'damaged' },
  ])
  expect(readout.members).toEqual([{ path: 'a.zip!1', bytes }, { path: 'a.zip!2', bytes }])
})

test('a gap without arguments has no key for them', () => {
  expect(Object.keys(new ReadoutBuilder().gap('', 'empty').build().gaps[0]!)).toEqual(['piece', 'reason'])
})

test('part builders are built, and left out where they have no block', () => {
  const full = new PartBuilder('header', 'h').block('秘密')
  const { parts } = new ReadoutBuilder().part(new PartBuilder('body'), full, undefined).build()
  expect(parts).toEqual([full.build()])
})

test('a readout of very many parts can be added', () => {
  const many = Array.from({ length: 300_000 }, () => part)
  expect(new ReadoutBuilder().add({ parts: many }).build().parts).toHaveLength(300_000)
})
