import {Injectable} from '@nestjs/common';
import {IncomingFile, ReceivedFile, UploadContext, UploadHandler} from '../../workflow';
import {ReceiveChart} from './receive-chart';

/** Takes what somebody adds to their own words: any document, but no chart. */
@Injectable()
export class ReceiveAttachment implements UploadHandler {
  readonly name = 'attachment';
  readonly accept = ['application/pdf', 'image/png', 'image/jpeg', 'text/plain'];
  readonly maxBytes: number;
  readonly #charts: ReceiveChart;

  constructor(charts: ReceiveChart) {
    this.#charts = charts;
    this.maxBytes = charts.maxBytes;
  }

  /** @throws Problem as a chart's upload does, and `unsupported_media_type` for a FHIR bundle */
  receive(file: IncomingFile, context: UploadContext): Promise<ReceivedFile> {
    return this.#charts.receiveOf(['pdf', 'png', 'jpeg', 'text'], file, context);
  }
}
