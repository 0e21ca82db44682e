import type { Language } from "./language.ts";

type Part = { title: string; items: readonly string[] };

/** What somebody reads whose provider says that a device of theirs attacks others. Plain text. */
export type Guide = {
  title: string;
  lead: string;
  /** Of the links to the other languages. */
  otherLanguages: string;
  known: Part;
  find: Part;
  /** Heading of what is said of each class of devices; the texts are in `device-classes.ts`. */
  classes: string;
  /** In this order. */
  first: Part;
  isolate: Part;
  lookUp: Part & { lookUpLink: string; claimLink: string };
  discard: Part;
  ask: Part;
  genuine: Part;
  /** The page asks for nothing and can be printed. */
  end: string;
};

export const GUIDES: Record<Language, Guide> = {
  en: {
    title: "A device of yours attacks others: what to do",
    lead: "Your provider has told you that attacks come from your connection. Most often a camera, a recorder or another connected device was taken over without its owner noticing. Nobody says that you did it.",
    otherLanguages: "This page in other languages",
    known: {
      title: "What is known, and what is not",
      items: [
        "Known: at the time in the message, attacks or attempts to break in came from the address of your connection.",
        "Not known: which device it is. All your devices share that address, and nobody can see behind your router from outside. It may be a guest's device or a computer.",
        "Not known: whether anything of yours was read. Whoever controls a device can see what it sees and try to reach others in your home.",
      ],
    },
    find: {
      title: "Find the device",
      items: [
        "Open the settings of your router; address and password are often on its label. In the list of connected devices, tick off those you know. What is left is suspect.",
        "If the router shows how much each device sends, look for one that sends without pause while nobody uses it. A network light that flickers without pause is a hint, not a proof.",
        "Begin with the oldest, with those that get no updates, and with those you can reach from outside your home.",
        "If you cannot tell which it is, go through all of them, one after the other.",
      ],
    },
    classes: "What to look for, by kind of device",
    first: {
      title: "Do this first, in this order",
      items: [
        "Unplug the suspect device: network and power. Does health, an alarm or an emergency call depend on it? Then ask whoever looks after it first.",
        "Do not just restart it. Malware such as Mirai is gone after a restart, but comes back within minutes once the device is online with the same password or hole. Other malware survives a restart.",
        "Reset it to the state of delivery: usually a small button labelled Reset, held for 10 to 30 seconds. The manual says how.",
        "Before it goes online again, set a new password of at least 12 characters that you use nowhere else.",
        "Install the newest firmware from the maker's own website, before it goes online if that is possible. If it can only update online, connect it alone and update it at once.",
        "In the router, delete port forwardings you do not need, switch off UPnP and remote access, and change its password.",
        "Look again after a few days. If your provider reports new attacks, it was another device, or this one was taken over again.",
      ],
    },
    isolate: {
      title: "Keep it away from the rest",
      items: [
        "Put connected devices into your router's guest network: they then cannot reach your computers. It does not stop a device from attacking others on the internet.",
        "Some makers publish a MUD file, which says whom a device needs to talk to. A router that reads such files blocks everything else. It stands on the model's page here where there is one.",
        "If a device needs no internet, block its access in the router.",
      ],
    },
    lookUp: {
      title: "Look the device up",
      items: [
        "Scan the QR code on its label, or type the numbers printed there. You see whether it is recalled and whether there is a fix. Not every device is in the register; one that is not there is not thereby safe.",
        "If it is yours, claim it with the code from its box: you are then told of recalls, and you can record that you installed the fix.",
      ],
      lookUpLink: "Look up a device",
      claimLink: "Claim a device",
    },
    discard: {
      title: "When to stop using it",
      items: [
        "There are no updates any more, its password cannot be changed, or it was taken over again after all these steps.",
        "If it is recalled, ask the seller or maker for a replacement or your money before you throw it away.",
        "Reset it once more so that nothing of yours stays on it, and take it to where electrical waste is collected. Do not give it away.",
      ],
    },
    ask: {
      title: "Whom to ask",
      items: [
        "Your provider's support: have the message at hand, its time and its reference number.",
        "The maker or the seller: about updates, and how to reset the device.",
        "The office for cyber security or the consumer advice centre of your country. Where money or data was stolen, the police.",
      ],
    },
    genuine: {
      title: "Is the message genuine?",
      items: [
        "Do not use its links or numbers if in doubt. Type your provider's address yourself, or call the number on your bill.",
        "A genuine one names the time with its time zone, and it is also known to your provider's support.",
        "A genuine one never asks for a payment, a password or a claim code, nor for access to your computer or to install a program. Whoever does is a fraud.",
      ],
    },
    end: "This page asks for nothing about you. You can print it and take it to the device.",
  },
  de: {
    title: "Ein Gerät bei Ihnen greift andere an: Was zu tun ist",
    lead: "Ihr Anbieter hat Ihnen mitgeteilt, dass von Ihrem Anschluss Angriffe ausgehen. Meist wurde eine Kamera, ein Rekorder oder ein anderes vernetztes Gerät übernommen, ohne dass der Besitzer es merkt. Niemand behauptet, dass Sie es waren.",
    otherLanguages: "Diese Seite in anderen Sprachen",
    known: {
      title: "Was bekannt ist und was nicht",
      items: [
        "Bekannt: Zu der Zeit, die in der Nachricht steht, kamen Angriffe oder Einbruchsversuche von der Adresse Ihres Anschlusses.",
        "Nicht bekannt: welches Gerät es ist. Alle Ihre Geräte teilen sich diese Adresse, und niemand sieht von außen hinter Ihren Router. Es kann auch das Gerät eines Gastes oder ein Computer sein.",
        "Nicht bekannt: ob etwas von Ihnen mitgelesen wurde. Wer ein Gerät beherrscht, sieht, was es sieht, und kann versuchen, andere in Ihrem Heim zu erreichen.",
      ],
    },
    find: {
      title: "Das Gerät finden",
      items: [
        "Öffnen Sie die Einstellungen Ihres Routers; Adresse und Passwort stehen oft auf seinem Aufkleber. Haken Sie in der Liste der verbundenen Geräte ab, was Sie kennen. Was übrig bleibt, ist verdächtig.",
        "Zeigt der Router, wie viel jedes Gerät sendet, so suchen Sie eines, das ununterbrochen sendet, obwohl es niemand benutzt. Eine Netzwerkleuchte, die ohne Pause flackert, ist ein Hinweis, kein Beweis.",
        "Beginnen Sie mit den ältesten, mit denen, die keine Updates mehr bekommen, und mit denen, die Sie von unterwegs erreichen.",
        "Lässt sich nicht klären, welches es ist, so nehmen Sie sich alle vor, eines nach dem anderen.",
      ],
    },
    classes: "Worauf Sie achten, je nach Gerät",
    first: {
      title: "Das zuerst, in dieser Reihenfolge",
      items: [
        "Trennen Sie das verdächtige Gerät von Netzwerk und Strom. Hängen Gesundheit, Alarm oder Notruf davon ab? Dann fragen Sie zuerst, wer es betreut.",
        "Starten Sie es nicht bloß neu. Schadsoftware wie Mirai ist nach einem Neustart weg, kommt aber binnen Minuten wieder, sobald das Gerät mit demselben Passwort oder derselben Lücke online ist. Andere übersteht einen Neustart.",
        "Setzen Sie es auf den Zustand der Auslieferung zurück: meist ein kleiner Knopf mit der Aufschrift Reset, 10 bis 30 Sekunden gedrückt. Die Anleitung sagt, wie.",
        "Setzen Sie ein neues Passwort mit mindestens 12 Zeichen, das Sie sonst nirgends benutzen, bevor das Gerät wieder online geht.",
        "Installieren Sie die neueste Firmware von der Website des Herstellers, wenn möglich bevor es online geht. Geht das nur online, so schließen Sie es allein an und aktualisieren Sie es sofort.",
        "Löschen Sie im Router Portfreigaben, die Sie nicht brauchen, schalten Sie UPnP und Fernzugriff ab und ändern Sie sein Passwort.",
        "Sehen Sie nach ein paar Tagen wieder nach. Meldet Ihr Anbieter neue Angriffe, so war es ein anderes Gerät, oder dieses wurde wieder übernommen.",
      ],
    },
    isolate: {
      title: "Vom Rest fernhalten",
      items: [
        "Verbinden Sie vernetzte Geräte mit dem Gastnetz Ihres Routers: Dann erreichen sie Ihre Computer nicht. Angriffe auf andere im Internet verhindert das nicht.",
        "Manche Hersteller veröffentlichen eine MUD-Datei, in der steht, mit wem ein Gerät sprechen muss. Ein Router, der solche Dateien liest, sperrt alles Übrige. Wo es eine gibt, steht sie hier auf der Seite des Modells.",
        "Braucht ein Gerät kein Internet, so sperren Sie ihm im Router den Zugang.",
      ],
    },
    lookUp: {
      title: "Das Gerät nachschlagen",
      items: [
        "Scannen Sie den QR-Code auf seinem Aufkleber oder tippen Sie die Nummern darauf ab. Sie sehen, ob es zurückgerufen ist und ob es eine Behebung gibt. Nicht jedes Gerät steht im Register; fehlt eines, ist es deshalb nicht sicher.",
        "Gehört es Ihnen, so melden Sie es mit dem Code aus der Schachtel an: Dann erfahren Sie von Rückrufen und können eintragen, dass Sie die Behebung installiert haben.",
      ],
      lookUpLink: "Ein Gerät nachschlagen",
      claimLink: "Ein Gerät anmelden",
    },
    discard: {
      title: "Wann Sie es nicht mehr benutzen sollten",
      items: [
        "Es gibt keine Updates mehr, sein Passwort lässt sich nicht ändern, oder es wurde nach all diesen Schritten wieder übernommen.",
        "Ist es zurückgerufen, so verlangen Sie vom Verkäufer oder Hersteller Ersatz oder Ihr Geld, bevor Sie es wegwerfen.",
        "Setzen Sie es noch einmal zurück, damit nichts von Ihnen darauf bleibt, und bringen Sie es zur Sammelstelle für Elektroschrott. Geben Sie es nicht weiter.",
      ],
    },
    ask: {
      title: "Wen Sie fragen können",
      items: [
        "Den Kundendienst Ihres Anbieters: Halten Sie die Nachricht bereit, ihre Zeit und ihr Aktenzeichen.",
        "Hersteller oder Verkäufer: nach Updates und danach, wie man das Gerät zurücksetzt.",
        "Das Amt für IT-Sicherheit Ihres Landes (in Deutschland das BSI) oder die Verbraucherzentrale. Wurden Geld oder Daten gestohlen: die Polizei.",
      ],
    },
    genuine: {
      title: "Ist die Nachricht echt?",
      items: [
        "Benutzen Sie im Zweifel weder ihre Links noch ihre Nummern. Tippen Sie die Adresse Ihres Anbieters selbst ein, oder rufen Sie die Nummer auf Ihrer Rechnung an.",
        "Eine echte nennt die Zeit mit Zeitzone und ist auch dem Kundendienst Ihres Anbieters bekannt.",
        "Eine echte verlangt nie Geld, ein Passwort oder einen Anmeldecode, keinen Zugriff auf Ihren Computer und kein Programm, das Sie installieren sollen. Wer das tut, betrügt.",
      ],
    },
    end: "Diese Seite fragt nichts über Sie. Sie können sie ausdrucken und zum Gerät mitnehmen.",
  },
  fr: {
    title: "Un de vos appareils attaque d’autres personnes : que faire",
    lead: "Votre fournisseur vous a signalé que des attaques partent de votre connexion. Le plus souvent, une caméra, un enregistreur ou un autre appareil connecté a été piraté à l’insu de son propriétaire. Personne ne dit que c’est vous.",
    otherLanguages: "Cette page en d’autres langues",
    known: {
      title: "Ce qui est connu et ce qui ne l’est pas",
      items: [
        "Connu : à l’heure indiquée dans le message, des attaques ou des tentatives d’intrusion sont parties de l’adresse de votre connexion.",
        "Inconnu : de quel appareil il s’agit. Tous vos appareils partagent cette adresse, et de l’extérieur personne ne voit derrière votre box. Ce peut être l’appareil d’un invité ou un ordinateur.",
        "Inconnu : si des données à vous ont été lues. Qui contrôle un appareil voit ce que celui-ci voit et peut tenter d’en atteindre d’autres chez vous.",
      ],
    },
    find: {
      title: "Trouver l’appareil",
      items: [
        "Ouvrez les réglages de votre box ; l’adresse et le mot de passe figurent souvent sur son étiquette. Dans la liste des appareils connectés, cochez ceux que vous connaissez. Ce qui reste est suspect.",
        "Si la box indique combien chaque appareil envoie, cherchez celui qui envoie sans cesse alors que personne ne s’en sert. Un voyant réseau qui clignote sans arrêt est un indice, pas une preuve.",
        "Commencez par les plus anciens, par ceux qui ne reçoivent plus de mises à jour et par ceux que vous joignez depuis l’extérieur.",
        "Si vous ne pouvez pas savoir lequel c’est, traitez-les tous, l’un après l’autre.",
      ],
    },
    classes: "À quoi faire attention, selon l’appareil",
    first: {
      title: "À faire d’abord, dans cet ordre",
      items: [
        "Débranchez l’appareil suspect : réseau et courant. La santé, une alarme ou un appel d’urgence en dépend ? Demandez d’abord à qui s’en occupe.",
        "Ne vous contentez pas de le redémarrer. Un logiciel comme Mirai disparaît au redémarrage, mais revient en quelques minutes dès que l’appareil est en ligne avec le même mot de passe ou la même faille. D’autres survivent au redémarrage.",
        "Remettez-le à l’état d’usine : en général un petit bouton marqué Reset, à tenir de 10 à 30 secondes. La notice dit comment.",
        "Avant de le remettre en ligne, choisissez un nouveau mot de passe d’au moins 12 caractères que vous n’utilisez nulle part ailleurs.",
        "Installez le micrologiciel le plus récent, pris sur le site du fabricant, si possible avant de remettre l’appareil en ligne. S’il ne se met à jour qu’en ligne, connectez-le seul et faites-le aussitôt.",
        "Dans la box, supprimez les redirections de ports inutiles, coupez UPnP et l’accès à distance, et changez le mot de passe.",
        "Vérifiez de nouveau après quelques jours. Si votre fournisseur signale d’autres attaques, c’était un autre appareil, ou celui-ci a été piraté de nouveau.",
      ],
    },
    isolate: {
      title: "Le tenir à l’écart du reste",
      items: [
        "Placez les appareils connectés dans le réseau invité de votre box : ils n’atteignent alors plus vos ordinateurs. Cela n’empêche pas un appareil d’attaquer d’autres personnes sur Internet.",
        "Certains fabricants publient un fichier MUD, qui dit avec qui un appareil doit communiquer. Un routeur qui lit ces fichiers bloque tout le reste. S’il y en a un, il figure ici sur la page du modèle.",
        "Si un appareil n’a pas besoin d’Internet, bloquez son accès dans la box.",
      ],
    },
    lookUp: {
      title: "Rechercher l’appareil",
      items: [
        "Scannez le code QR de son étiquette ou tapez les numéros qui y sont imprimés. Vous voyez s’il est rappelé et s’il existe une correction. Tous les appareils ne sont pas au registre ; celui qui n’y est pas n’est pas sûr pour autant.",
        "S’il est à vous, enregistrez-le avec le code de sa boîte : vous serez averti des rappels et pourrez indiquer que vous avez installé la correction.",
      ],
      lookUpLink: "Rechercher un appareil",
      claimLink: "Enregistrer un appareil",
    },
    discard: {
      title: "Quand cesser de l’utiliser",
      items: [
        "Il n’y a plus de mises à jour, son mot de passe ne peut pas être changé, ou il a été piraté de nouveau après toutes ces étapes.",
        "S’il est rappelé, demandez au vendeur ou au fabricant un remplacement ou un remboursement avant de le jeter.",
        "Réinitialisez-le une dernière fois pour qu’il n’y reste rien de vous, et portez-le à la collecte des déchets électriques. Ne le donnez pas.",
      ],
    },
    ask: {
      title: "À qui s’adresser",
      items: [
        "À l’assistance de votre fournisseur : ayez le message sous la main, son heure et sa référence.",
        "Au fabricant ou au vendeur : pour les mises à jour et la façon de réinitialiser.",
        "Au service public de cybersécurité de votre pays (en France, cybermalveillance.gouv.fr) ou à une association de consommateurs. En cas de vol d’argent ou de données, à la police.",
      ],
    },
    genuine: {
      title: "Le message est-il authentique ?",
      items: [
        "En cas de doute, n’utilisez ni ses liens ni ses numéros. Tapez vous-même l’adresse de votre fournisseur, ou appelez le numéro de votre facture.",
        "Un message authentique donne l’heure avec le fuseau horaire, et l’assistance de votre fournisseur le connaît aussi.",
        "Un message authentique ne demande jamais de paiement, de mot de passe ni de code d’enregistrement, ni l’accès à votre ordinateur, ni d’installer un programme. Qui le fait est un escroc.",
      ],
    },
    end: "Cette page ne vous demande rien. Vous pouvez l’imprimer et l’emporter près de l’appareil.",
  },
  es: {
    title: "Un aparato suyo ataca a otros: qué hacer",
    lead: "Su proveedor le ha comunicado que salen ataques de su conexión. Lo más frecuente es que alguien se haya apoderado de una cámara, un grabador u otro aparato conectado sin que su dueño lo note. Nadie dice que haya sido usted.",
    otherLanguages: "Esta página en otros idiomas",
    known: {
      title: "Lo que se sabe y lo que no",
      items: [
        "Se sabe: a la hora que indica el mensaje salieron ataques o intentos de intrusión de la dirección de su conexión.",
        "No se sabe: qué aparato es. Todos comparten esa dirección, y desde fuera nadie ve lo que hay detrás de su router. Puede ser el aparato de un invitado o un ordenador.",
        "No se sabe: si alguien leyó algo suyo. Quien controla un aparato ve lo que este ve y puede intentar llegar a otros de su casa.",
      ],
    },
    find: {
      title: "Encontrar el aparato",
      items: [
        "Abra los ajustes de su router; la dirección y la contraseña suelen estar en su etiqueta. En la lista de aparatos conectados, marque los que conoce. Lo que queda es sospechoso.",
        "Si el router muestra cuánto envía cada aparato, busque uno que envíe sin pausa aunque nadie lo use. Una luz de red que parpadea sin parar es un indicio, no una prueba.",
        "Empiece por los más antiguos, por los que ya no reciben actualizaciones y por los que usted alcanza desde fuera de casa.",
        "Si no puede saber cuál es, ocúpese de todos, uno tras otro.",
      ],
    },
    classes: "En qué fijarse, según el aparato",
    first: {
      title: "Haga esto primero, en este orden",
      items: [
        "Desconecte el aparato sospechoso de la red y de la corriente. ¿Dependen de él la salud, una alarma o una llamada de emergencia? Pregunte antes a quien lo atiende.",
        "No se limite a reiniciarlo. Un software como Mirai desaparece al reiniciar, pero vuelve en pocos minutos en cuanto el aparato está en línea con la misma contraseña o el mismo fallo. Otros sobreviven al reinicio.",
        "Devuélvalo al estado de fábrica: suele ser un botón pequeño con la palabra Reset, pulsado de 10 a 30 segundos. El manual dice cómo.",
        "Antes de volver a conectarlo, ponga una contraseña nueva de al menos 12 caracteres que no use en ningún otro sitio.",
        "Instale el firmware más reciente de la web del fabricante, si se puede antes de conectarlo. Si solo se actualiza en línea, conéctelo solo y actualícelo de inmediato.",
        "En el router, borre las redirecciones de puertos que no necesite, desactive UPnP y el acceso remoto, y cambie la contraseña.",
        "Vuelva a mirar al cabo de unos días. Si su proveedor avisa de nuevos ataques, era otro aparato, o se han vuelto a apoderar de este.",
      ],
    },
    isolate: {
      title: "Mantenerlo lejos del resto",
      items: [
        "Ponga los aparatos conectados en la red de invitados de su router: así no llegan a sus ordenadores. Eso no impide que un aparato ataque a otros en Internet.",
        "Algunos fabricantes publican un archivo MUD, que dice con quién necesita comunicarse un aparato. Un router que lee esos archivos bloquea todo lo demás. Si lo hay, consta aquí en la página del modelo.",
        "Si un aparato no necesita Internet, bloquee su acceso en el router.",
      ],
    },
    lookUp: {
      title: "Buscar el aparato",
      items: [
        "Escanee el código QR de su etiqueta o escriba los números impresos en ella. Verá si se ha retirado y si hay una corrección. No todos los aparatos están en el registro; que uno no esté no significa que sea seguro.",
        "Si es suyo, regístrelo con el código de su caja: se le avisará de las recuperaciones y podrá anotar que ha instalado la corrección.",
      ],
      lookUpLink: "Buscar un aparato",
      claimLink: "Registrar un aparato",
    },
    discard: {
      title: "Cuándo dejar de usarlo",
      items: [
        "Ya no hay actualizaciones, su contraseña no se puede cambiar, o se han vuelto a apoderar de él después de todos estos pasos.",
        "Si hay una recuperación, pida al vendedor o al fabricante otro aparato o su dinero antes de tirarlo.",
        "Restablézcalo una vez más para que no quede nada suyo en él, y llévelo a un punto de recogida de residuos eléctricos. No lo regale.",
      ],
    },
    ask: {
      title: "A quién preguntar",
      items: [
        "Al servicio de atención de su proveedor: tenga a mano el mensaje, su hora y su referencia.",
        "Al fabricante o al vendedor: por las actualizaciones y por cómo restablecerlo.",
        "Al organismo de ciberseguridad de su país (en España, INCIBE, teléfono 017) o a una asociación de consumidores. Si han robado dinero o datos, a la policía.",
      ],
    },
    genuine: {
      title: "¿Es auténtico el mensaje?",
      items: [
        "En caso de duda, no use sus enlaces ni sus números. Escriba usted mismo la dirección de su proveedor, o llame al número de su factura.",
        "Uno auténtico indica la hora con su zona horaria, y también lo conoce el servicio de atención de su proveedor.",
        "Uno auténtico nunca pide un pago, una contraseña ni un código de registro, ni acceso a su ordenador, ni que instale un programa. Quien lo hace es un estafador.",
      ],
    },
    end: "Esta página no le pide nada. Puede imprimirla y llevarla junto al aparato.",
  },
};
