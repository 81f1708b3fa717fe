import type { Window } from '../context/window.js'

/**
 * Whether the line above a mark introduces an example, as teaching material does: 标注示例： / 机密★10年. Lines of marks
 * in between are examples too. A real mark may follow such a line by accident or by design (内容如下：), so it makes a
 * mark doubtful, never harmless.
 */
export function followsExampleLine({ before, line }: Window): boolean {
  if (line.left.trim() !== '') return false
  const lines = before.split(/[\n\f]/).slice(0, -1).filter((each) => each.trim() !== '')
  while (lines.length > 0 && MARK.test(lines.at(-1)!)) lines.pop()
  return INTRODUCTION.test(lines.at(-1) ?? '')
}

const MARK = /^[\s(（]{0,4}★?(?:绝|机|秘) ?密 ?级? ?(?:$|★)/
const INTRODUCTION = new RegExp(`(?:${[
  '示例', '样例', '范例', '举例', '例如', '图例', '样式', '式样', '标注格式', '标志格式', '标志形式', '标注形式',
  '标注方法', '标识方法', '书写格式', '正确写法', '错误写法',
].join('|')})[^:]{0,8}:\\s*$`)
