import {Module, OnModuleInit} from '@nestjs/common';
import {AuditModule} from '../audit';
import {CasesModule} from '../cases';
import {FeatureRegistry, UploadHandler} from '../workflow';
import {attachDocument, attachToInput} from './commands/attach-document';
import {documentsToRelease, releaseDocument, setIndexPoint} from './commands/release-document';
import {ReceiveAttachment} from './commands/receive-attachment';
import {ReceiveChart} from './commands/receive-chart';
import {ChartsController} from './http/charts.controller';
import {ChartSummaryQuery} from './queries/chart-summary';
import {DownloadDocument} from './queries/download-document';
import {ShowChart} from './queries/show-chart';

@Module({
  imports: [AuditModule, CasesModule],
  controllers: [ChartsController],
  providers: [ReceiveChart, ReceiveAttachment, ShowChart, DownloadDocument, ChartSummaryQuery],
  exports: [ChartSummaryQuery],
})
export class ChartsModule implements OnModuleInit {
  readonly #registry: FeatureRegistry;
  readonly #uploads: readonly UploadHandler[];

  constructor(registry: FeatureRegistry, charts: ReceiveChart, attachments: ReceiveAttachment) {
    this.#registry = registry;
    this.#uploads = [charts, attachments];
  }

  onModuleInit(): void {
    for (const upload of this.#uploads) this.#registry.uploads.add(upload.name, upload);
    this.#registry.handle(attachDocument, attachToInput, releaseDocument, setIndexPoint);
    this.#registry.offer(documentsToRelease);
  }
}
