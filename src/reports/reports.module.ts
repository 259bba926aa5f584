import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {CasesModule} from '../cases';
import {ChartsModule} from '../charts';
import {ReportsController} from './http/reports.controller';
import {CaseReportQuery} from './queries/case-report-query';

@Module({
  imports: [AuditModule, CasesModule, ChartsModule],
  controllers: [ReportsController],
  providers: [CaseReportQuery],
})
export class ReportsModule {}
