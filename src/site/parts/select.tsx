export interface Option {
  readonly value: string;
  readonly text: string;
}

export interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: string | null;
}

/** A list to choose from, with its label; the empty option stands for no choice. */
export function Select({ name, label, options, chosen }: SelectProps) {
  return (
    <label>
      <span>{label}</span>
      <select name={name}>
        {options.map(({ value, text }) => (
          <option value={value} selected={value === (chosen ?? '')}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
