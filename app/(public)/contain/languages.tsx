import { type DeviceClass, guidePath } from "@/lib/domain/device-classes.ts";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@/lib/domain/language.ts";

type Props = { current: Language; devices: readonly DeviceClass[]; label: string };

/** The same page in the other languages, as plain links. */
export const Languages = ({ current, devices, label }: Props) => (
  <nav aria-label={label} className="pt-6 print:hidden">
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {LANGUAGES.map((language) => (
        <li key={language} lang={language}>
          {language === current ? (
            <span aria-current="page" className="inline-block py-1 font-medium">
              {LANGUAGE_NAMES[language]}
            </span>
          ) : (
            <a href={guidePath(language, devices)} hrefLang={language} className="link inline-block py-1">
              {LANGUAGE_NAMES[language]}
            </a>
          )}
        </li>
      ))}
    </ul>
  </nav>
);
