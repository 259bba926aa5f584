import type {EntryContent} from './entry-content';
import {
  conceptCode,
  conceptsText,
  conceptText,
  joined,
  notesText,
  objectOf,
  objectsOf,
  textOf,
} from './fhir-values';
import type {FhirObject} from './fhir-values';

const entities = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&nbsp;', ' '],
  ['&#160;', ' '],
  ['&amp;', '&'],
]);

/** The words of a FHIR narrative (XHTML): a reader must treat the result as plain text. */
function narrativeText(value: unknown): string | null {
  const markup = textOf(objectOf(value)?.['div']);
  if (markup === null) return null;
  const words = markup
    .replace(/<(?:br|\/p|\/li|\/tr|\/h[1-6]|\/div)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:lt|gt|quot|apos|nbsp|#160|amp);/g, (entity) => entities.get(entity) ?? entity)
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n');
  return textOf(words);
}

/** An Attachment: plain text is decoded for reading, anything else is only named. */
function attachmentOf(attachment: FhirObject): {text: string | null; named: string | null} {
  const type = textOf(attachment['contentType']) ?? 'unknown type';
  const data = textOf(attachment['data']);
  const title = textOf(attachment['title']);
  if (data !== null && /^text\/plain\b/i.test(type)) {
    // PostgreSQL holds no U+0000, and base64 can carry one past the JSON reader.
    const text = Buffer.from(data, 'base64').toString('utf8').replaceAll('\u0000', '\ufffd');
    return {text: textOf(text), named: title};
  }
  const size = data === null ? null : `${Math.floor((data.length * 3) / 4)} bytes, kept in the file itself`;
  return {text: null, named: joined([title, type, size, textOf(attachment['url'])], ', ')};
}

function attachmentsOf(value: FhirObject[]): {text: string | null; attachment: string | null} {
  const found = value.map(attachmentOf);
  return {
    text: joined(
      found.map(({text}) => text),
      '\n\n',
    ),
    attachment: joined(
      found.map(({named}) => named),
      '; ',
    ),
  };
}

export function reportEntry(resource: FhirObject): EntryContent {
  const period = objectOf(resource['effectivePeriod']);
  return {
    kind: 'report',
    title: conceptText(resource['code']) ?? 'Diagnostic report',
    at: textOf(resource['effectiveDateTime']) ?? textOf(period?.['start']) ?? textOf(resource['issued']),
    end: textOf(period?.['end']),
    finding: {code: conceptCode(resource['code']), value: textOf(resource['conclusion'])},
    detail: {
      category: conceptsText(resource['category']),
      conclusion: textOf(resource['conclusion']),
      conclusionCode: conceptsText(resource['conclusionCode']),
      ...attachmentsOf(objectsOf(resource['presentedForm'])),
    },
  };
}

export function imagingEntry(resource: FhirObject): EntryContent {
  const series = objectsOf(resource['series']);
  const modalities = joined([...new Set(series.map((one) => conceptText(one['modality'])))], '; ');
  const sites = joined([...new Set(series.map((one) => conceptText(one['bodySite'])))], '; ');
  return {
    kind: 'report',
    title: textOf(resource['description']) ?? joined(['Imaging', modalities, sites], ': ') ?? 'Imaging',
    at: textOf(resource['started']),
    finding: {code: conceptCode(objectsOf(resource['procedureCode'])[0])},
    detail: {
      modality: modalities,
      bodySite: sites,
      reason: conceptsText(resource['reasonCode']),
      note: notesText(resource['note']),
    },
  };
}

export function documentEntry(resource: FhirObject): EntryContent {
  const contents = objectsOf(resource['content']).flatMap((content) => objectsOf(content['attachment']));
  const period = objectOf(objectOf(resource['context'])?.['period']);
  return {
    kind: 'document',
    title: conceptText(resource['type']) ?? textOf(resource['description']) ?? 'Document',
    at: textOf(resource['date']) ?? textOf(period?.['start']) ?? textOf(contents[0]?.['creation']),
    finding: {code: conceptCode(resource['type'])},
    detail: {
      category: conceptsText(resource['category']),
      description: textOf(resource['description']),
      ...attachmentsOf(contents),
    },
  };
}

/** Sections may hold sections: FHIR R4 Composition.section.section. The depth is bounded by the JSON's own. */
function sectionText(section: FhirObject): string | null {
  const inner = objectsOf(section['section']).map(sectionText);
  return joined([textOf(section['title']), narrativeText(section['text']), ...inner], '\n');
}

export function compositionEntry(resource: FhirObject): EntryContent {
  return {
    kind: 'document',
    title: textOf(resource['title']) ?? conceptText(resource['type']) ?? 'Document',
    at: textOf(resource['date']),
    finding: {code: conceptCode(resource['type'])},
    detail: {
      category: conceptsText(resource['category']),
      text:
        joined(objectsOf(resource['section']).map(sectionText), '\n\n') ?? narrativeText(resource['text']),
    },
  };
}
