import {ApiProperty} from '@nestjs/swagger';
import type {WorkflowSource} from '../domain/definition';
import type {WorkflowDefinition, WorkflowSummary, WorkflowVersion} from '../queries/show-workflows';

class WorkflowVersionDto implements WorkflowVersion {
  @ApiProperty()
  readonly version!: string;

  @ApiProperty({description: 'SHA-256 of the canonical definition (RFC 8785), hex'})
  readonly hash!: string;

  @ApiProperty({format: 'date-time'})
  readonly registeredAt!: string;
}

class WorkflowStateDto {
  @ApiProperty({description: 'Dotted', example: 'open.screening'})
  readonly path!: string;

  @ApiProperty()
  readonly title!: string;

  @ApiProperty()
  readonly settled!: boolean;
}

export class WorkflowSummaryDto implements WorkflowSummary {
  @ApiProperty({example: 'peer-review'})
  readonly id!: string;

  @ApiProperty()
  readonly title!: string;

  @ApiProperty({type: String, nullable: true, description: 'Under which new cases begin; null when none do'})
  readonly current!: string | null;

  @ApiProperty({type: [WorkflowVersionDto], description: 'Oldest first'})
  readonly versions!: readonly WorkflowVersionDto[];

  @ApiProperty({type: [WorkflowStateDto]})
  readonly states!: readonly WorkflowStateDto[];
}

export class WorkflowDefinitionDto extends WorkflowVersionDto implements WorkflowDefinition {
  @ApiProperty({example: 'peer-review'})
  readonly id!: string;

  @ApiProperty()
  readonly title!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'In the configuration form of XState 5',
  })
  readonly definition!: WorkflowSource;
}
