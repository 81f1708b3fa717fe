import { describe, expect, it } from 'vitest'
import type { Run } from '../../../src/read/page/drawing.js'
import { StyleTable } from '../../../src/read/page/style-table.js'

function run(text: string, style: Pick<Run, 'colour' | 'font' | 'bold'> & { readonly size?: number } = {}): Run {
  const at = [...text].map((_, i) => i)
  return {
    text, at, end: text.length, across: 0, size: 16, dx: 1, dy: 0, vertical: false, order: 0, hidden: false, ...style,
  }
}

describe('StyleTable', () => {
  it('gives size, font, weight and colour', () => {
    const style = new StyleTable().styleOf([run('机密', { size: 21.96, font: '黑体', bold: true, colour: '#ff0000' })])
    expect(style).toEqual({ size: 22, font: '黑体', bold: true, colour: '#ff0000' })
  })

  it('has no field for what is unknown', () => {
    expect(new StyleTable().styleOf([run('机密', { bold: false })])).toEqual({ size: 16 })
  })

  it('gives equal styles as one object', () => {
    const styles = new StyleTable()
    expect(styles.styleOf([run('机密', { size: 16.01 })])).toBe(styles.styleOf([run('公开')]))
  })

  it('takes the style of most characters', () => {
    const runs = [run('附注', { font: '黑体' }), run('一', { font: '宋体' }), run('二三', { font: '宋体' })]
    expect(new StyleTable().styleOf(runs)).toMatchObject({ font: '宋体' })
  })

  it('names fonts that are declared later, and leaves out those that are not declared', () => {
    const styles = new StyleTable()
    const [known, unknown] = [styles.styleOf([run('一', { font: '5' })]), styles.styleOf([run('二', { font: '6' })])]
    styles.nameFonts((id) => (id === '5' ? { name: '黑体', bold: true } : undefined))
    expect([known, unknown]).toEqual([{ size: 16, font: '黑体', bold: true }, { size: 16 }])
  })
})
