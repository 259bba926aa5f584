import PDFDocument from 'pdfkit';
import type {DocumentModel} from '../domain/document-model';
import {fontFiles} from './embedded-type';
import {sheet} from './style';
import {infoText, pdfUaSchema} from './xmp-metadata';

/** An empty PDF, PDF/A-3a and PDF/UA-1, with the model's metadata and no page yet. */
export function openPdf(model: DocumentModel): PDFKit.PDFDocument {
  const pdf = new PDFDocument({
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    tagged: true,
    lang: model.language,
    displayTitle: true,
    autoFirstPage: false,
    size: [sheet.width, sheet.height],
    margin: 0,
    font: fontFiles.regular,
    info: {
      Title: infoText(model.title),
      Subject: infoText(model.subject),
      Author: infoText(model.header.organisation),
      Creator: 'Collegium',
      Producer: 'Collegium (PDFKit)',
      CreationDate: model.createdAt,
      ModDate: model.createdAt,
    },
  });
  pdf.appendXML(pdfUaSchema);
  return pdf;
}
