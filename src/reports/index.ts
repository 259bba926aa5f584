export type {Block, DocumentModel} from './domain/document-model';
export {renderDocument, renderToBuffer} from './render/render-document';
export {ReportsModule} from './reports.module';
