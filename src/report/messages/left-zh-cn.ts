import type { LeftMessages } from './left-catalogue.js'

/** Content left in documents, in Chinese. */
export const leftZhCn: LeftMessages = {
  left: {
    section: '遗留内容 {count} 类', removal: '清除', places: '另见', folded: '一般文件常有的遗留内容 {count} 类：{list}',
  },
  leftAdvice: {
    'tracked-changes': 'WPS、Word：审阅 → 接受 → 接受对文档所做的所有修订，并关闭“修订”；LibreOffice：编辑 → 修订 → 全部接受',
    'comments': 'WPS、Word、PowerPoint：审阅 → 删除 → 删除文档中的所有批注；Excel：全选后，审阅 → 删除批注；Acrobat：注释 → 选中后删除',
    'speaker-notes': 'PowerPoint：文件 → 信息 → 检查问题 → 检查文档 → 演示文稿备注 → 全部删除；WPS 演示：视图 → 备注页，逐页删除',
    'hidden-text': 'Word、WPS：文件 → 选项 → 显示 → 勾选“隐藏文字”，核对后删除；PDF：Acrobat → 工具 → 密文 → 删除隐藏信息；或重新由原稿导出',
    'hidden-cells': 'Excel、WPS 表格：全选后，右键 → 取消隐藏（行、列、工作表），核对后删除；只需公开可见部分的，另存为 PDF',
    'hidden-slides': 'PowerPoint、WPS 演示：在缩略图上右键 → 取消隐藏幻灯片，核对后删除；隐藏的对象见 开始 → 选择 → 选择窗格',
    'covered-content': '不能用图形遮盖代替删除：在原稿中删去内容再导出；PDF：Acrobat → 工具 → 密文 → 标记并应用密文',
    'earlier-versions': 'PDF：Acrobat → 文件 → 另存为其他 → 优化的 PDF；演示文稿：文件 → 另存为 新文件（不用快速保存）',
    'embedded-files': 'WPS、Word、Excel、PowerPoint：把嵌入的对象、图表改为图片（复制 → 选择性粘贴 → 图片）后删去原对象',
    'attachments': 'Acrobat：视图 → 显示/隐藏 → 导览窗格 → 附件 → 删除；OFD：用版式软件的附件面板删除，或重新由原稿导出',
    'macros': 'Word、Excel、PowerPoint：另存为不含宏的格式（docx、xlsx、pptx）；PDF：Acrobat → 工具 → JavaScript → 所有 JavaScript → 删除',
    'internal-links': 'Word、WPS：右键 → 取消超链接；Excel：数据 → 编辑链接 → 断开链接；Acrobat：编辑 PDF → 链接 → 删除',
    'data-connections': 'Excel、WPS 表格：数据 → 连接（查询和连接）→ 删除',
    'author': '文件 → 信息 → 检查问题 → 检查文档 → 文档属性和个人信息 → 全部删除（WPS：文件 → 文档加密 → 属性）；Acrobat：文件 → 属性 → 说明',
    'edit-time': '文件 → 信息 → 检查问题 → 检查文档 → 文档属性和个人信息 → 全部删除',
    'properties': '文件 → 信息 → 属性 → 高级属性，逐项核对（WPS：文件 → 文档加密 → 属性）；Acrobat：文件 → 属性',
    'local-paths': '文件 → 信息 → 检查问题 → 检查文档；Excel：数据 → 编辑链接 → 断开链接',
    'field-codes': 'Word、WPS：按 Alt+F9 显示域代码，核对后按 Ctrl+Shift+F9 转为文字；Excel：公式 → 显示公式，核对后粘贴为数值',
    'alt-text': '右键图片 → 编辑替代文字（设置对象格式 → 可选文字），核对',
    'bookmarks': 'Word、WPS：插入 → 书签，核对后删除',
    'form-data': 'Acrobat：工具 → 准备表单，核对；Word：开发工具 → 属性；Excel：数据 → 数据验证（有效性），核对',
    'custom-data': '文件 → 信息 → 检查问题 → 检查文档 → 自定义 XML 数据 → 全部删除',
    'building-blocks': 'Word：插入 → 文档部件 → 构建基块管理器，删除随文档保存的部件；或另建文档粘贴正文',
    'seals': '签名和印章的证书信息随文件公开，请确认可以公开',
    'mail-header': '不要直接公开邮件文件：导出正文为 PDF',
    'picture-data': '图片文件：右键 → 属性 → 详细信息 → 删除属性和个人信息',
    'page-source': '在网页源码中删除注释和隐藏元素',
  },
}
