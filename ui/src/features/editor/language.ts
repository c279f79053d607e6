/** Which language a document is written in, by its name, and how its text is read for colours and lists. */
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags, type Tag } from '@lezer/highlight';
import type { MarkdownConfig } from '@lezer/markdown';
import { isScenarioFile } from '../../state/scenario-file';

export type Written = 'markdown' | 'asciidoc' | 'yaml' | 'plain';

/** The language of the document of this id. */
export function language(document: string): Written {
  if (/\.(md|markdown|mdx)$/i.test(document)) return 'markdown';
  if (isScenarioFile(document)) return 'yaml';
  return /\.(adoc|asciidoc|asc)$/i.test(document) ? 'asciidoc' : 'plain';
}

/** What makes the text of a language readable; plain text needs nothing. */
export function reading(written: Written): Extension {
  if (written === 'yaml') return [yaml(), syntaxHighlighting(COLOURS)];
  if (written !== 'markdown') return [];
  return [
    markdown({ base: markdownLanguage, extensions: [frontMatter], completeHTMLTags: false }),
    syntaxHighlighting(COLOURS),
  ];
}

/** The lines between the markers at the top are no Markdown: a title there is no heading, a list no list. */
const frontMatter: MarkdownConfig = {
  defineNodes: [{ name: 'FrontMatter', block: true, style: tags.meta }],
  parseBlock: [
    {
      name: 'FrontMatter',
      before: 'LinkReference',
      parse: (cx, line) => {
        const marker = line.text.trimEnd();
        if (cx.lineStart !== 0 || !/^(---|\+\+\+)$/.test(marker)) return false;
        const from = cx.lineStart;
        while (cx.nextLine()) {
          if (line.text.trimEnd() !== marker) continue;
          cx.nextLine();
          break;
        }
        cx.addElement(cx.elt('FrontMatter', from, cx.prevLineEnd()));
        return true;
      },
    },
  ],
};

function style(
  tag: Tag | Tag[],
  properties: Record<string, string>,
): { tag: Tag | readonly Tag[] } {
  return { tag, ...properties };
}

const COLOURS = HighlightStyle.define([
  style([tags.heading1, tags.heading2, tags.heading3], { fontWeight: '600', color: 'var(--text)' }),
  style(tags.heading, { fontWeight: '600', color: 'var(--text)' }),
  style(tags.strong, { fontWeight: '600' }),
  style(tags.emphasis, { fontStyle: 'italic' }),
  style(tags.strikethrough, { textDecoration: 'line-through' }),
  style(tags.monospace, { color: 'var(--code-string)' }),
  style([tags.link, tags.url], { color: 'var(--accent)' }),
  style(tags.labelName, { color: 'var(--code-keyword)' }),
  style(tags.quote, { color: 'var(--text-2)' }),
  style(tags.list, { color: 'var(--text)' }),
  style([tags.processingInstruction, tags.contentSeparator], { color: 'var(--text-3)' }),
  style([tags.meta, tags.comment], { color: 'var(--text-2)' }),
  style([tags.tagName, tags.angleBracket], { color: 'var(--code-keyword)' }),
  style(tags.attributeName, { color: 'var(--code-name)' }),
  style(tags.attributeValue, { color: 'var(--code-string)' }),
  style(tags.definition(tags.propertyName), { color: 'var(--code-name)' }),
  style(tags.string, { color: 'var(--code-string)' }),
  style([tags.separator, tags.punctuation], { color: 'var(--text-2)' }),
  style(tags.escape, { color: 'var(--code-number)' }),
]);
