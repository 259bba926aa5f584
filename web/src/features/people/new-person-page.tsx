import {useMutation, useQueryClient} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {useNavigate} from 'react-router';
import {call} from '../../api';
import type {NewPerson} from '../../api';
import {SchemaForm} from '../../forms';
import type {FieldSchema} from '../../forms';
import {Page} from '../../layout';

const schema: FieldSchema = {
  type: 'object',
  required: ['displayName', 'email'],
  properties: {
    displayName: {type: 'string', title: 'Name', minLength: 1, maxLength: 200},
    email: {type: 'string', title: 'E-mail', maxLength: 254},
    physician: {type: 'boolean', title: 'Is a physician whose care may be reviewed'},
    npi: {type: 'string', title: 'National Provider Identifier', description: 'Ten digits', maxLength: 10},
    specialty: {type: 'string', title: 'Specialty', maxLength: 200},
    department: {type: 'string', title: 'Department', maxLength: 200},
  },
};

/** Enters somebody; duties and an invitation follow on their page. */
export function NewPersonPage(): ReactNode {
  const go = useNavigate();
  const client = useQueryClient();
  const enter = useMutation({
    mutationFn: (body: NewPerson) => call('enterPerson', {body}),
    onSuccess: async ({id}) => {
      await client.invalidateQueries({queryKey: ['people']});
      await go(`/people/${id}`);
    },
  });
  return (
    <Page title="Add somebody" lead="They can sign in once you have invited them, on their page.">
      <div className="measure">
        <SchemaForm
          schema={schema}
          submit="Add"
          pending={enter.isPending}
          error={enter.error}
          onSubmit={(data) => {
            enter.mutate(data as unknown as NewPerson);
          }}
        />
      </div>
    </Page>
  );
}
