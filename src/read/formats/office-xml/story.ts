import type { Budget } from '../../budget.js'
import { walkXml, type XmlElement, type XmlHandler } from '../../markup/xml/walk.js'
import type { Readout } from '../../reader.js'
import { StoryState, type StorySource } from './story-state.js'
import type { Styles } from './styles.js'
import { describeTag, type TagMeaning } from './tag-meaning.js'

export type { StorySource } from './story-state.js'

/**
 * Reads one story of a word-processing document (ISO/IEC 29500-1, 17: body, header, notes, comments …; also settings
 * and numbering, which hold no paragraphs). Every text node and every meaningful attribute value ends in a part: what
 * no handler knows goes to a part of kind `unknownKind`. Cost: one walk.
 */
export async function readStory(source: StorySource, budget: Budget, styles: Styles): Promise<Readout> {
  const make = (): StoryHandler => new StoryHandler(new StoryState(source, budget, styles))
  const { handler, gaps } = await walkXml(source, budget, make)
  const { state } = handler
  state.finish()
  return { parts: state.partSet.build(), gaps: [...gaps, ...state.gaps], members: state.members }
}

class StoryHandler implements XmlHandler<TagMeaning> {
  constructor(readonly state: StoryState) {}

  describe(element: XmlElement): TagMeaning {
    return describeTag(element, this.state.source.unknownKind)
  }

  open(element: XmlElement, meaning: TagMeaning): void {
    this.state.enter(element, meaning.name)
    meaning.opens?.(this.state, element)
    const { attributeTexts } = meaning
    if (attributeTexts.length === 0) return
    for (const text of attributeTexts) this.state.attributeText(text)
    meaning.attributeTexts = attributeTexts.filter(({ once }) => !once)
  }

  close(element: XmlElement, meaning: TagMeaning): void {
    meaning.closes?.(this.state, element)
    this.state.leave()
  }

  text(text: string): void {
    this.state.text(text)
  }

  onNonContent(text: string): void {
    this.state.nonContent(text)
  }
}
