export {caseReport} from './domain/case-report';
export type {CaseReportInput} from './domain/case-report-input';
export {DocumentModelError} from './domain/check-document-model';
export type {Block, DocumentModel} from './domain/document-model';
export {renderDocument, renderToBuffer} from './render/render-document';
export {ReportsModule} from './reports.module';
