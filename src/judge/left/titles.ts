import type { Bilingual, LeftKind } from '../../model/index.js'

const title = (chinese: string, english: string): Bilingual => ({ 'zh-CN': chinese, 'en': english })

/** What findings of each kind are called. */
export const LEFT_TITLES: Readonly<Record<LeftKind, Bilingual>> = {
  'tracked-changes': title('未接受的修订', 'Tracked changes'),
  'comments': title('批注', 'Comments'),
  'speaker-notes': title('演讲者备注', 'Speaker notes'),
  'hidden-text': title('隐藏文字', 'Hidden text'),
  'hidden-cells': title('隐藏的行、列、工作表', 'Hidden rows, columns or sheets'),
  'hidden-slides': title('隐藏的幻灯片内容', 'Hidden slides or content of slides'),
  'covered-content': title('被遮盖的内容', 'Covered content'),
  'earlier-versions': title('以前版本的内容', 'Content of earlier versions'),
  'embedded-files': title('嵌入的文件', 'Embedded files'),
  'attachments': title('附件', 'Attachments'),
  'macros': title('宏或脚本', 'Macros or scripts'),
  'internal-links': title('指向内部网络的链接', 'Links to an internal network'),
  'data-connections': title('数据连接', 'Data connections'),
  'author': title('作者、单位等身份信息', 'Names of authors and organisations'),
  'edit-time': title('编辑时间和次数', 'Editing time'),
  'properties': title('文档属性', 'Document properties'),
  'local-paths': title('本机文件路径', 'Paths of local files'),
  'field-codes': title('域代码、公式中的文字', 'Text in field codes and formulas'),
  'alt-text': title('替代文字', 'Alternative text'),
  'bookmarks': title('书签', 'Bookmarks'),
  'form-data': title('表单数据', 'Form data'),
  'custom-data': title('自定义 XML 数据', 'Custom XML'),
  'building-blocks': title('文档部件', 'Building blocks'),
  'seals': title('签名、印章数据', 'Data of signatures and seals'),
  'mail-header': title('邮件头信息', 'Header fields of mail'),
  'picture-data': title('图片属性', 'Properties of the picture'),
  'page-source': title('网页源码中的注释、隐藏内容', 'Comments and hidden elements of the page'),
}
