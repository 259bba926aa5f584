import {ChoiceSource, recordItem} from '../../workflow';
import type {DocumentItem} from '../persistence/document-content';

/** Confirms that somebody looked: what cannot be masked does not exist for whom something is masked, until then. */
export const releaseDocument = recordItem({
  effect: 'releaseDocument',
  kind: 'documentRelease',
  compartment: 'deliberation',
  owner: null,
});

/** Up to when those see the course for whom the outcome is masked. */
export const setIndexPoint = recordItem({
  effect: 'setIndexPoint',
  kind: 'indexPoint',
  compartment: 'deliberation',
  owner: null,
});

const SAID: Readonly<Record<string, string>> = {
  untilIndex: 'released',
  later: 'released for after the scores are locked',
};

/** Files that cannot be masked, or not be cut off at the index point; a FHIR chart can be both. */
export const documentsToRelease: ChoiceSource = {
  name: 'documentsToRelease',
  choices(context) {
    const releases = new Map(
      context
        .items('documentRelease')
        .map(({content}) => content as {documentId: string; shows: string})
        .map(({documentId, shows}) => [documentId, shows]),
    );
    const files = [...context.items('document'), ...context.items('attachment')]
      .map(({content}) => content as DocumentItem)
      .filter(({kind}) => kind !== 'fhir');
    return Promise.resolve(
      files.map(({documentId, name}) => ({
        const: documentId,
        title: `${name} · ${SAID[releases.get(documentId) ?? ''] ?? 'not released'}`,
      })),
    );
  },
};
