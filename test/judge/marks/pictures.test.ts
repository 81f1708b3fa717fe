import { describe, expect, it } from 'vitest'
import { marksIn } from '../judging.js'

describe('a mark in a picture', () => {
  it.each(['机密文20年', '机密女20年', '机密大长期', '绝密? 30年', '机密 太 20年', '秘密2020年12月31日'])(
    'blocks although OCR misread its star: %s', async (text) => {
      expect((await marksIn(text, 'image')).map((found) => found.split(' ')[0])).toEqual(['block'])
    },
  )

  it.each(['机密文20年', '机密女20年', '机密大长期'])('is none in a text: %s', async (text) => {
    expect(await marksIn(text, 'body')).toEqual([])
  })

  it.each(['机密文件20年保管', '他说机密女20年', '机密共20年的档案', '保守国家机密文20年'])('is none if more stands on its line: %s', async (text) => {
    expect(await marksIn(text, 'image')).toEqual([])
  })
})
