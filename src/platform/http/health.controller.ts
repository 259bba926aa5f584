import {Controller, Get} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiProperty, ApiTags} from '@nestjs/swagger';
import {ReadDatabase} from '../database/read-database';
import {reading} from '../database/statement';
import {Concerns} from '../health/concerns';

const ping = reading<{up: number}>('health_ping', 'SELECT 1 AS up');

class HealthDto {
  @ApiProperty({example: 'ok'})
  readonly status!: string;

  @ApiProperty({description: 'Whether an administrator has to see to something; the work goes on meanwhile'})
  readonly attention!: boolean;
}

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: ReadDatabase,
    private readonly concerns: Concerns,
  ) {}

  @Get()
  @ApiOperation({operationId: 'showHealth', summary: 'Whether requests can be served', security: []})
  @ApiOkResponse({type: HealthDto})
  async look(): Promise<{status: 'ok'; attention: boolean}> {
    await this.database.read((tx) => tx.row(ping));
    return {status: 'ok', attention: this.concerns.all().length > 0};
  }
}
