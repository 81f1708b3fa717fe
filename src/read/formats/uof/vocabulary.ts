import type { PartKind } from '../../../model/index.js'
import type { XmlElement } from '../../markup/xml/walk.js'

/** A name without the number that UOF 2 gives it: `段落` for `字:段落_416B`. */
export function plainName(local: string): string {
  return local.replace(/_[\dA-F]{4}$/i, '')
}

/** Value of an attribute by its plain local name. */
export function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find(({ local }) => plainName(local) === name)?.value
}

/** The kind of part that an element makes of everything in it. */
const KINDS: readonly (readonly [RegExp, PartKind])[] = [
  [/页眉$/, 'header'],
  [/页脚$/, 'footer'],
  [/^脚注$/, 'footnote'],
  [/^尾注$/, 'endnote'],
  [/^批注$/, 'comment'],
  [/^(幻灯片)?备注$/, 'notes'],
  [/^母版$/, 'template'],
  [/^元数据$/, 'metadata'],
  [/^式样(单|集)?$/, 'style'],
  [/^图表$/, 'chart'],
  [/^(文本内容|文本)$/, 'textbox'],
  [/^域代码$/, 'field'],
  [/^书签(集)?$/, 'bookmark'],
  [/^(链接集|超级链接)$/, 'link'],
]

/** The kind that an element gives its content; undefined where it keeps that of the element around it. */
export function kindOf(name: string): PartKind | undefined {
  return KINDS.find(([pattern]) => pattern.test(name))?.[1]
}

/** True where an element says of itself that it does not show. */
export function isHidden(name: string, element: XmlElement): boolean {
  const says = (attributeName: string, value: RegExp): boolean => value.test(attribute(element, attributeName) ?? '')
  if (says('隐藏', TRUE) || says('是否隐藏', TRUE)) return true
  return name === '幻灯片' && (says('显示', FALSE) || says('是否显示', FALSE))
}

export const TRUE = /^\s*(true|1)\s*$/i
const FALSE = /^\s*(false|0)\s*$/i
