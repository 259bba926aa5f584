import {Module, OnModuleInit} from '@nestjs/common';
import {AuditModule} from '../audit';
import {CasesModule} from '../cases';
import {FeatureRegistry} from '../workflow';
import {attachDocument} from './commands/attach-document';
import {ReceiveChart} from './commands/receive-chart';
import {ChartsController} from './http/charts.controller';
import {ChartSummaryQuery} from './queries/chart-summary';
import {DownloadDocument} from './queries/download-document';
import {ShowChart} from './queries/show-chart';

@Module({
  imports: [AuditModule, CasesModule],
  controllers: [ChartsController],
  providers: [ReceiveChart, ShowChart, DownloadDocument, ChartSummaryQuery],
  exports: [ChartSummaryQuery],
})
export class ChartsModule implements OnModuleInit {
  readonly #registry: FeatureRegistry;
  readonly #receive: ReceiveChart;

  constructor(registry: FeatureRegistry, receive: ReceiveChart) {
    this.#registry = registry;
    this.#receive = receive;
  }

  onModuleInit(): void {
    this.#registry.uploads.add(this.#receive.name, this.#receive);
    this.#registry.handle(attachDocument);
  }
}
