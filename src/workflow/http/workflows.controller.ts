import {Controller, Get, Param} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {ApiProblems} from '../../platform/http/api-problems';
import {ShowWorkflows, WorkflowDefinition, WorkflowSummary} from '../queries/show-workflows';
import {WorkflowDefinitionDto, WorkflowSummaryDto} from './workflow.dto';

@ApiTags('workflows')
@Controller('workflows')
export class WorkflowsController {
  readonly #workflows: ShowWorkflows;

  constructor(workflows: ShowWorkflows) {
    this.#workflows = workflows;
  }

  @Get()
  @ApiOperation({operationId: 'listWorkflows', summary: 'The processes, with their versions and stages'})
  @ApiOkResponse({type: [WorkflowSummaryDto]})
  async list(): Promise<WorkflowSummary[]> {
    return this.#workflows.list();
  }

  @Get(':id/versions/:version')
  @ApiOperation({operationId: 'showWorkflowVersion', summary: 'One version of a process, as XState reads it'})
  @ApiProblems('not_found')
  @ApiOkResponse({type: WorkflowDefinitionDto})
  async show(@Param('id') id: string, @Param('version') version: string): Promise<WorkflowDefinition> {
    return this.#workflows.show(id, version);
  }
}
