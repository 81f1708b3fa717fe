import { describe, expect, it } from 'vitest'
import { zip } from '../../builders/zip.js'
import { reading, told } from '../reading.js'

function vsdx(page: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  return zip({
    'visio/document.xml': '<?xml version="1.0"?><VisioDocument/>',
    'visio/pages/pages.xml': '<?xml version="1.0"?><Pages><Page ID="0" NameU="Page-1" Name="拓扑图"/></Pages>',
    'visio/pages/page1.xml': `<?xml version="1.0"?><PageContents xmlns="http://schemas.microsoft.com/office/visio/2012/main"><Shapes>${page}</Shapes></PageContents>`,
    'docProps/core.xml': '<?xml version="1.0"?><cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>张三</dc:creator></cp:coreProperties>',
    ...parts,
  })
}

describe('readVsdx', () => {
  it('reads the text of a shape as one line, whatever runs it has', async () => {
    const found = await reading('a.vsdx', vsdx("<Shape ID='1'><Text><cp IX='0'/>机密<cp IX='1'/>★<pp IX='0'/>10年\n</Text></Shape>"))
    expect([found.format, found.gaps]).toEqual(['vsdx', []])
    expect(told(found, 'body')).toContain('机密★10年')
  })

  it('reads names of pages, data of shapes, masters, comments and properties', async () => {
    const found = await reading('a.vsdx', vsdx("<Shape><Section N='Property'><Row><Cell N='Value' V='内部系统'/></Row></Section></Shape>", {
      'visio/masters/master1.xml': '<?xml version="1.0"?><MasterContents><Shapes><Shape><Text>母件</Text></Shape></Shapes></MasterContents>',
      'visio/comments.xml': '<?xml version="1.0"?><Comments><CommentList><CommentEntry>批语</CommentEntry></CommentList></Comments>',
    }))
    expect(told(found, 'sheet-name')).toContain('拓扑图')
    expect(told(found, 'body')).toContain('内部系统')
    expect(told(found, 'template')).toContain('母件')
    expect(told(found, 'comment')).toContain('批语')
    expect(told(found, 'metadata')).toContain('张三')
  })

  it('hands on embedded files, and has a gap for a damaged page', async () => {
    const found = await reading('a.vsdx', vsdx('<Shape><Text>机密★1年</Text>', { 'visio/embeddings/a.txt': '绝密' }))
    expect(told(found, 'body')).toContain('机密★1年')
    expect(found.members.map(({ path }) => path)).toEqual(['a.vsdx!visio/embeddings/a.txt'])
    expect(found.gaps.map(({ reason }) => reason)).toEqual(['damaged'])
  })
})
