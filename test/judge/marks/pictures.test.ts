import { describe, expect, it } from 'vitest'
import { marksIn } from '../judging.js'

describe('marks in pictures', () => {
  it.each(['机密文20年', '机密女20年', '机密大长期', '绝密? 30年', '机密 太 20年', '秘密2020年12月31日'])(
    'the star of %s was read as something else: a mark in a picture', async (text) => {
      expect((await marksIn(text, 'image')).map((found) => found.split(' ')[0])).toEqual(['block'])
    },
  )

  it.each(['机密文20年', '机密女20年', '机密大长期'])('%s in a text is none', async (text) => {
    expect(await marksIn(text, 'body')).toEqual([])
  })

  it.each(['机密文件20年保管', '他说机密女20年', '机密共20年的档案', '保守国家机密文20年'])('%s is no mark in a picture either', async (text) => {
    expect(await marksIn(text, 'image')).toEqual([])
  })
})
