import type { LeftMessages } from './left-catalogue.js'

/** Content left in documents, in English. */
export const leftEn: LeftMessages = {
  left: {
    section: 'Left-behind content: {count} kinds', removal: 'remove', places: 'also',
    folded: 'Left-behind content that most files have, {count} kinds: {list}',
  },
  leftAdvice: {
    'tracked-changes': 'WPS, Word: Review → Accept → Accept All Changes, then turn off Track Changes; LibreOffice: Edit → Track Changes → Accept All',
    'comments': 'WPS, Word, PowerPoint: Review → Delete → Delete All Comments in Document; Excel: select all, Review → Delete; Acrobat: Comment, select and delete',
    'speaker-notes': 'PowerPoint: File → Info → Check for Issues → Inspect Document → Presentation Notes → Remove All; WPS Presentation: View → Notes Page',
    'hidden-text': 'Word, WPS: File → Options → Display → Hidden text, check and delete; PDF: Acrobat → Tools → Redact → Remove Hidden Information; or export the original again',
    'hidden-cells': 'Excel, WPS Spreadsheets: select all, right-click → Unhide (rows, columns, sheets), check and delete; to publish what shows, save as PDF',
    'hidden-slides': 'PowerPoint, WPS Presentation: right-click the slide → Unhide Slide, check and delete; hidden objects: Home → Select → Selection Pane',
    'covered-content': 'A shape on top deletes nothing: delete the content in the original and export again; PDF: Acrobat → Tools → Redact → mark and apply',
    'earlier-versions': 'PDF: Acrobat → File → Save As Other → Optimized PDF; presentations: File → Save As, to a new file (without fast save)',
    'embedded-files': 'WPS, Word, Excel, PowerPoint: replace the object or chart by a picture (Copy → Paste Special → Picture), then delete it',
    'attachments': 'Acrobat: View → Show/Hide → Navigation Panes → Attachments → Delete; OFD: the attachment panel of the reader, or export the original again',
    'macros': 'Word, Excel, PowerPoint: save in a format without macros (docx, xlsx, pptx); PDF: Acrobat → Tools → JavaScript → All JavaScripts → Delete',
    'internal-links': 'Word, WPS: right-click → Remove Hyperlink; Excel: Data → Edit Links → Break Link; Acrobat: Edit PDF → Link → Delete',
    'data-connections': 'Excel, WPS Spreadsheets: Data → Connections (Queries & Connections) → Remove',
    'author': 'File → Info → Check for Issues → Inspect Document → Document Properties and Personal Information → Remove All; Acrobat: File → Properties → Description',
    'edit-time': 'File → Info → Check for Issues → Inspect Document → Document Properties and Personal Information → Remove All',
    'properties': 'File → Info → Properties → Advanced Properties, check each; Acrobat: File → Properties',
    'local-paths': 'File → Info → Check for Issues → Inspect Document; Excel: Data → Edit Links → Break Link',
    'field-codes': 'Word, WPS: Alt+F9 shows field codes; check, then Ctrl+Shift+F9 turns them into text; Excel: Formulas → Show Formulas; check, then paste as values',
    'alt-text': 'right-click the picture → Edit Alt Text, and check it',
    'bookmarks': 'Word, WPS: Insert → Bookmark, check and delete',
    'form-data': 'Acrobat: Tools → Prepare Form; Word: Developer → Properties; Excel: Data → Data Validation; check each',
    'custom-data': 'File → Info → Check for Issues → Inspect Document → Custom XML Data → Remove All',
    'building-blocks': 'Word: Insert → Quick Parts → Building Blocks Organizer, delete those saved with the document; or paste the text into a new document',
    'seals': 'the certificates of signatures and seals go out with the file: make sure that they may',
    'mail-header': 'do not publish the mail file itself: export its text as PDF',
    'picture-data': 'right-click the picture file → Properties → Details → Remove Properties and Personal Information',
    'page-source': 'delete comments and hidden elements in the source of the page',
  },
}
