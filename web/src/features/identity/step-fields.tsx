import {PasswordInput, TextInput} from '@mantine/core';
import type {TextInputProps} from '@mantine/core';
import type {ReactNode} from 'react';

interface StepFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Has the focus when a dialogue opens. */
  readonly first?: boolean;
}

const shared = ({value, onChange, first = false}: StepFieldProps) => ({
  required: true,
  withAsterisk: false,
  'data-autofocus': first || undefined,
  value,
  onChange: (event: {readonly currentTarget: {readonly value: string}}) => {
    onChange(event.currentTarget.value);
  },
});

/** One's own password, as it is now. */
export const PasswordField = (props: StepFieldProps): ReactNode => (
  <PasswordInput
    label="Password"
    name="password"
    autoComplete="current-password"
    visibilityToggleButtonProps={{'aria-label': 'Show the password'}}
    {...shared(props)}
  />
);

type CodeFieldProps = StepFieldProps & Pick<TextInputProps, 'label' | 'description' | 'inputMode'>;

/** A code that is good once. */
export const CodeField = ({label, description, inputMode, ...field}: CodeFieldProps): ReactNode => (
  <TextInput
    label={label}
    description={description}
    inputMode={inputMode}
    name="code"
    autoComplete="one-time-code"
    {...shared(field)}
  />
);

/** How the person calls the device, to tell it from others. */
export const DeviceField = (props: StepFieldProps): ReactNode => (
  <TextInput label="Name of the device" name="device" maxLength={60} {...shared(props)} />
);
