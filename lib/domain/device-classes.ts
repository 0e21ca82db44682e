import type { Language } from "./language.ts";

/**
 * Kinds of devices that are taken over most, as a person calls them: what a report of abuse is likely about (`abuse-hints.ts`), and
 * what the guide for whoever has one says of each (`containment.ts`). Every class has its texts in every language.
 */
export const DEVICE_CLASSES = ["camera", "recorder", "router", "tv-box", "printer", "phone-adapter", "storage", "computer"] as const;
export type DeviceClass = (typeof DEVICE_CLASSES)[number];

/** Those of the words that are classes, each once, in the order of `DEVICE_CLASSES`. */
export const knownClasses = (words: readonly string[]): DeviceClass[] => DEVICE_CLASSES.filter((one) => words.includes(one));

/** Every class once, with those that were asked for first. Words that are no class change nothing. */
export const classesFrom = (asked: readonly string[]): readonly DeviceClass[] =>
  DEVICE_CLASSES.toSorted((a, b) => Number(asked.includes(b)) - Number(asked.includes(a)));

/** Address of the guide, with what is said of these classes first. */
export const guidePath = (language: Language, classes: readonly DeviceClass[]): string =>
  ["/contain?language=", language, ...classes.map((one) => `&device=${one}`)].join("");

/** What the class is called as a heading, and what to do about one besides what holds for all. */
type ClassTexts = Record<DeviceClass, { name: string; text: string }>;

export const CLASS_TEXTS: Record<Language, ClassTexts> = {
  en: {
    camera: {
      name: "Camera, doorbell, baby monitor",
      text: "Often taken over through the password it was delivered with. Cover the lens until it is clean. Reset: hold the small button, often below or behind a flap.",
    },
    recorder: {
      name: "Video recorder of cameras (DVR, NVR)",
      text: "Save recordings that you need first. Its cameras may be taken over too: reset each of them.",
    },
    router: {
      name: "Router, repeater",
      text: "If it is your provider's, ask them to reset or exchange it. If it is yours: reset it, set a new password, and switch off access from outside.",
    },
    "tv-box": {
      name: "TV box, streaming stick",
      text: "Cheap boxes without a known maker are sometimes delivered with malware. A reset does not remove that: then only discarding helps.",
    },
    printer: {
      name: "Printer",
      text: "Reset it in its menu, set a password for its settings, and remove access from the internet. It hardly ever needs any.",
    },
    "phone-adapter": {
      name: "Internet phone, phone adapter",
      text: "Ask your phone provider first: it may have to set it up again, and you may be without emergency calls meanwhile. Look for calls abroad on your bill.",
    },
    storage: {
      name: "Network storage (NAS)",
      text: "Save your files to a disk that you unplug afterwards. Remove users and apps that you do not know before you reset it.",
    },
    computer: {
      name: "Computer, laptop",
      text: "Computers are not in this register. Have yours checked through and through by the security program of its maker, or by somebody you trust. If malware was found, change the passwords that were used on it, from another device.",
    },
  },
  de: {
    camera: {
      name: "Kamera, Türklingel, Babyfon",
      text: "Oft über das Passwort der Auslieferung übernommen. Decken Sie die Linse ab, bis das Gerät sauber ist. Zurücksetzen: kleiner Knopf, oft unten oder hinter einer Klappe.",
    },
    recorder: {
      name: "Rekorder für Kameras (DVR, NVR)",
      text: "Sichern Sie zuerst Aufnahmen, die Sie brauchen. Auch die Kameras daran können übernommen sein: Setzen Sie jede zurück.",
    },
    router: {
      name: "Router, Verstärker",
      text: "Gehört er Ihrem Anbieter, so lassen Sie ihn dort zurücksetzen oder tauschen. Gehört er Ihnen: zurücksetzen, neues Passwort setzen, Zugriff von außen abschalten.",
    },
    "tv-box": {
      name: "TV-Box, Streaming-Stick",
      text: "Billige Boxen ohne bekannten Hersteller werden manchmal schon mit Schadsoftware geliefert. Zurücksetzen entfernt sie nicht: Dann hilft nur, das Gerät auszumustern.",
    },
    printer: {
      name: "Drucker",
      text: "Setzen Sie ihn in seinem Menü zurück, schützen Sie seine Einstellungen mit einem Passwort und sperren Sie den Zugang aus dem Internet. Er braucht ihn fast nie.",
    },
    "phone-adapter": {
      name: "Internettelefon, Telefonadapter",
      text: "Fragen Sie zuerst Ihren Telefonanbieter: Er muss das Gerät vielleicht neu einrichten, und so lange gehen womöglich keine Notrufe. Prüfen Sie Ihre Rechnung auf Anrufe ins Ausland.",
    },
    storage: {
      name: "Netzwerkspeicher (NAS)",
      text: "Sichern Sie Ihre Dateien auf eine Platte, die Sie danach abziehen. Entfernen Sie unbekannte Benutzer und Apps, bevor Sie zurücksetzen.",
    },
    computer: {
      name: "Computer, Notebook",
      text: "Computer stehen nicht in diesem Register. Lassen Sie Ihren vom Schutzprogramm seines Herstellers vollständig durchsuchen, oder von jemandem prüfen, dem Sie vertrauen. Wurde Schadsoftware gefunden, ändern Sie von einem anderen Gerät aus die Passwörter, die darauf benutzt wurden.",
    },
  },
  fr: {
    camera: {
      name: "Caméra, sonnette, babyphone",
      text: "Souvent piratée grâce au mot de passe d’usine. Couvrez l’objectif jusqu’à ce qu’elle soit saine. Réinitialisation : petit bouton, souvent dessous ou derrière un volet.",
    },
    recorder: {
      name: "Enregistreur de caméras (DVR, NVR)",
      text: "Sauvegardez d’abord les enregistrements utiles. Ses caméras peuvent être piratées aussi : réinitialisez chacune d’elles.",
    },
    router: {
      name: "Box, routeur, répéteur",
      text: "S’il appartient à votre fournisseur, demandez-lui de le réinitialiser ou de l’échanger. S’il est à vous : réinitialisez-le, changez le mot de passe et coupez l’accès depuis l’extérieur.",
    },
    "tv-box": {
      name: "Boîtier TV, clé de streaming",
      text: "Des boîtiers bon marché sans fabricant connu sont parfois livrés avec un logiciel malveillant. La réinitialisation ne l’enlève pas : il faut alors s’en séparer.",
    },
    printer: {
      name: "Imprimante",
      text: "Réinitialisez-la dans son menu, protégez ses réglages par un mot de passe et supprimez son accès depuis Internet. Elle n’en a presque jamais besoin.",
    },
    "phone-adapter": {
      name: "Téléphone par Internet, adaptateur",
      text: "Demandez d’abord à votre opérateur : il devra peut-être le reconfigurer, et les appels d’urgence peuvent être coupés entre-temps. Cherchez des appels à l’étranger sur votre facture.",
    },
    storage: {
      name: "Stockage en réseau (NAS)",
      text: "Sauvegardez vos fichiers sur un disque que vous débranchez ensuite. Supprimez les utilisateurs et applications inconnus avant de réinitialiser.",
    },
    computer: {
      name: "Ordinateur",
      text: "Les ordinateurs ne figurent pas dans ce registre. Faites examiner le vôtre en entier par le programme de sécurité de son fabricant, ou par quelqu’un en qui vous avez confiance. Si un logiciel malveillant a été trouvé, changez depuis un autre appareil les mots de passe qui y ont servi.",
    },
  },
  es: {
    camera: {
      name: "Cámara, timbre, vigilabebés",
      text: "A menudo entran con la contraseña de fábrica. Tape la lente hasta que esté limpia. Para restablecerla: un botón pequeño, muchas veces debajo o tras una tapa.",
    },
    recorder: {
      name: "Grabador de cámaras (DVR, NVR)",
      text: "Guarde antes las grabaciones que necesite. Sus cámaras también pueden estar afectadas: restablezca cada una.",
    },
    router: {
      name: "Router, repetidor",
      text: "Si es de su proveedor, pídale que lo restablezca o lo cambie. Si es suyo: restablézcalo, ponga otra contraseña y desactive el acceso desde fuera.",
    },
    "tv-box": {
      name: "Aparato de TV por Internet",
      text: "Los baratos sin fabricante conocido a veces se entregan ya con software dañino. Restablecerlos no lo quita: entonces solo queda deshacerse de ellos.",
    },
    printer: {
      name: "Impresora",
      text: "Restablézcala en su menú, proteja sus ajustes con una contraseña y quite el acceso desde Internet. Casi nunca lo necesita.",
    },
    "phone-adapter": {
      name: "Teléfono por Internet, adaptador",
      text: "Pregunte antes a su operador: quizá tenga que configurarlo de nuevo, y mientras tanto puede quedarse sin llamadas de emergencia. Busque llamadas al extranjero en su factura.",
    },
    storage: {
      name: "Almacenamiento en red (NAS)",
      text: "Copie sus archivos en un disco que después desconecte. Elimine usuarios y aplicaciones que no conozca antes de restablecerlo.",
    },
    computer: {
      name: "Ordenador",
      text: "Los ordenadores no están en este registro. Haga examinar el suyo por completo con el programa de seguridad de su fabricante, o por alguien de confianza. Si se encontró software dañino, cambie desde otro aparato las contraseñas que se usaron en él.",
    },
  },
};
