import {checkDocumentModel, DocumentModelError} from './check-document-model';
import type {DocumentModel} from './document-model';

const model: DocumentModel = {
  title: 'Report',
  subject: 'Report 1',
  language: 'en',
  createdAt: new Date('2026-11-22T10:15:00Z'),
  privilege: {text: 'Confidential peer review material.'},
  header: {organisation: 'Hospital', committee: 'Committee', reference: 'PR-1'},
  blocks: [
    {kind: 'paragraph', text: 'Text'},
    {kind: 'table', caption: 'Table', columns: [{title: 'A', weight: 1}], rows: [['1']]},
  ],
};

function faultsOf(changed: Partial<DocumentModel>): readonly string[] {
  try {
    checkDocumentModel({...model, ...changed});
  } catch (error) {
    if (error instanceof DocumentModelError) return error.faults;
    throw error;
  }
  return [];
}

describe('checkDocumentModel', () => {
  it('accepts a model that prints completely', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it('refuses a document without privilege text, title or subject, naming all at once', () => {
    expect(faultsOf({title: '', subject: ' ', privilege: {text: ' '}})).toEqual([
      'title is empty',
      'subject is empty',
      'privilege.text is empty',
    ]);
  });

  it('refuses a page frame that would crowd out the page', () => {
    expect(faultsOf({privilege: {text: 'x'.repeat(1501)}, watermark: 'y'.repeat(201)})).toEqual([
      'privilege.text is longer than 1500 characters',
      'watermark is longer than 200 characters',
    ]);
    expect(faultsOf({footerNote: 'one\ntwo'})).toEqual(['footerNote has more than one line']);
  });

  it('refuses a date that is none', () => {
    expect(faultsOf({createdAt: new Date(Number.NaN)})).toEqual(['createdAt is no date']);
  });

  it('refuses a table whose cells do not match its columns, for a cell too many would be lost', () => {
    const columns = [{title: 'A', weight: 1}];
    expect(faultsOf({blocks: [{kind: 'table', caption: '', columns, rows: [['1'], ['1', '2']]}]})).toEqual([
      'blocks[0].rows[1] has 2 cells for 1 columns',
    ]);
    expect(faultsOf({blocks: [{kind: 'table', caption: '', columns: [], rows: []}]})).toEqual([
      'blocks[0] has no columns',
    ]);
    expect(
      faultsOf({blocks: [{kind: 'table', caption: '', columns: [{title: 'A', weight: 0}], rows: []}]}),
    ).toEqual(['blocks[0] has a column weight that is not above 0']);
  });
});
