import { describe, expect, it } from 'vitest'
import { encode } from '../../builders/text.js'
import { reading, shownAs, told } from '../reading.js'

type Group = readonly [code: number, value: string]

function dxf(entities: readonly Group[], tables: readonly Group[] = []): string {
  const groups: Group[] = [
    [0, 'SECTION'], [2, 'TABLES'], ...tables, [0, 'ENDSEC'], [0, 'SECTION'], [2, 'ENTITIES'], ...entities, [0, 'ENDSEC'], [0, 'EOF'],
  ]
  return groups.map(([code, value]) => `${String(code).padStart(3)}\r\n${value}\r\n`).join('')
}

const text = (value: string, ...more: readonly Group[]): Group[] => [[0, 'TEXT'], [8, '0'], ...more, [1, value]]

describe('readDxf', () => {
  it.each([
    ['text', text('机密★10年')],
    ['characters by their code', text('\\U+673A\\U+5BC6★10年')],
    ['characters by the bytes of a code page', text('\\M+5BBFA\\M+5C3DC★10年')],
    ['continued text', [[0, 'MTEXT'], [3, '机'], [3, '密★'], [1, '10年']] as Group[]],
    ['text with codes for fonts and heights', [[0, 'MTEXT'], [1, '{\\f宋体|b0|i0;机\\H2.5;密}\\C1;★\\A1;10年']] as Group[]],
    ['attributes of blocks', [[0, 'ATTRIB'], [2, '密级'], [1, '机密★10年']] as Group[]],
  ])('reads %s', async (_name, entities) => {
    const found = await reading('a.dxf', dxf(entities))
    expect([found.format, found.gaps]).toEqual(['dxf', []])
    expect(told(found, 'body')).toBe('机密★10年\n')
  })

  it('reads paragraphs as lines, with the line of the file', async () => {
    const { parts } = await reading('a.dxf', dxf([[0, 'MTEXT'], [1, '第一段\\P第二段 \\S1/2; %%c20']]))
    const body = parts.find(({ kind }) => kind === 'body')!
    expect(body.text).toBe('第一段\n第二段 1/2 ⌀20\n')
    expect(body.blocks.map(({ place }) => place.line)).toEqual([14, 14])
  })

  it('reads text of layers that are off or frozen, invisible text and comments as hidden', async () => {
    const layer = (name: string, ...more: readonly Group[]): Group[] => [[0, 'LAYER'], [2, name], ...more]
    const tables = [...layer('关', [70, '0'], [62, '-7']), ...layer('冻', [70, '1'], [62, '7']), ...layer('开', [70, '0'], [62, '7'])]
    const entities: Group[] = [
      ...text('甲', [8, '关']), ...text('乙', [8, '冻']), ...text('丙', [8, '开']), ...text('丁', [60, '1']), [999, '注释'],
    ]
    const found = await reading('a.dxf', dxf(entities, tables))
    const shown = ['甲', '乙', '丙', '丁', '注释'].map((words) => shownAs(found.parts, words)[0])
    expect(shown).toEqual(['hidden', 'hidden', 'visible', 'hidden', 'hidden'])
    expect(told(found, 'metadata')).toContain('关')
  })

  it('reads drawings in GBK, and extended data', async () => {
    const header = '  0\nSECTION\n  2\nHEADER\n  9\n$ACADVER\n  1\nAC1018\n  9\n$DWGCODEPAGE\n  3\nANSI_936\n  0\nENDSEC\n'
    const found = await reading('a.dxf', encode(header + dxf([...text('公路养护管理机密★10年'), [1000, '内部资料，注意保存']]), 'gb18030'))
    expect(told(found, 'body').split('\n')[0]).toBe('公路养护管理机密★10年')
    expect(told(found, 'metadata')).toContain('内部资料')
  })

  it('has a gap for a drawing that breaks off, is out of step, or is binary', async () => {
    const whole = dxf(text('机密★10年'))
    const cut = await reading('a.dxf', whole.slice(0, whole.indexOf('ENDSEC', 60)))
    expect([told(cut, 'body'), cut.gaps.map(({ reason }) => reason)]).toEqual(['机密★10年\n', ['damaged']])
    const shifted = await reading('a.dxf', whole.replace('  8\r\n', '绝密\r\n  8\r\n'))
    expect([told(shifted, 'body').includes('绝密'), shifted.gaps.map(({ reason }) => reason)]).toEqual([true, ['damaged']])
    const binary = await reading('a.dxf', Buffer.concat([Buffer.from('AutoCAD Binary DXF\r\n\x1a\0\0\x01'), Buffer.from('机密★10年'), Buffer.alloc(9)]))
    expect(binary.parts.some((part) => part.text.includes('机密★10年'))).toBe(true)
    expect(binary.gaps).toEqual([{ piece: '', reason: 'format-not-supported', args: { format: 'dxf' } }])
  })
})
