import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {CasesModule} from '../cases';
import {ChartsModule} from '../charts';
import {ReviewsModule} from '../reviews';
import {ReportsController} from './http/reports.controller';
import {CaseReportQuery} from './queries/case-report-query';
import {DeidentifiedCopyQuery} from './queries/deidentified-copy-query';
import {ReportSources} from './queries/report-sources';

@Module({
  imports: [AuditModule, CasesModule, ChartsModule, ReviewsModule],
  controllers: [ReportsController],
  providers: [CaseReportQuery, DeidentifiedCopyQuery, ReportSources],
})
export class ReportsModule {}
