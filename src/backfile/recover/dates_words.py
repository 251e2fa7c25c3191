# ruff: noqa: E501 - a row of a table or pattern is one way of saying it, however long
"""The words of dates in many languages: months, weekdays, and what stands between them. Tables only.

Rows are lists of words, January or Monday first; a row's spelling is folded when it is loaded, so
accents, case and Arabic spelling variants need not be repeated. "|" parts words for one month.
"""

from backfile.text import fold

GREGORIAN = (
    # en fr es pt it de nl ca ro
    "january february march april may june july august september october november december",
    "janvier fevrier mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januar|jänner februar|feber märz|maerz april mai juni juli august september oktober november dezember",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    # sv da no fi et lv lt
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts|mars april maj|mai juni juli august september oktober november december|desember",
    "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu",
    "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "janvāris|janvārī februāris|februārī marts|martā aprīlis|aprīlī maijs|maijā jūnijs|jūnijā jūlijs|jūlijā augusts|augustā septembris|septembrī oktobris|oktobrī novembris|novembrī decembris|decembrī",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    # ru uk be bg sr mk
    "января|январь февраля|февраль марта|март апреля|апрель мая|май июня|июнь июля|июль августа|август сентября|сентябрь октября|октябрь ноября|ноябрь декабря|декабрь",
    "січня|січень лютого|лютий березня|березень квітня|квітень травня|травень червня|червень липня|липень серпня|серпень вересня|вересень жовтня|жовтень листопада|листопад грудня|грудень",
    "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "јануар|јануара фебруар|фебруара март|марта април|априла мај|маја јун|јуна јул|јула август|августа септембар|септембра октобар|октобра новембар|новембра децембар|децембра",
    # pl cs sk hr sl sq
    "stycznia|styczeń lutego|luty marca|marzec kwietnia|kwiecień maja|maj czerwca|czerwiec lipca|lipiec sierpnia|sierpień września|wrzesień października|październik listopada grudnia|grudzień",
    "ledna|leden února|únor března|březen dubna|duben května|květen června|červen července|červenec srpna|srpen září října|říjen listopadu prosince|prosinec",
    "januára|január februára|február marca|marec apríla|apríl mája|máj júna|jún júla|júl augusta|august septembra|september októbra|október novembra|november decembra|december",
    "siječnja|siječanj veljače|veljača ožujka|ožujak travnja|travanj svibnja|svibanj lipnja|lipanj srpnja|srpanj kolovoza|kolovoz rujna|rujan - studenoga|studeni prosinca|prosinac",
    "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
    "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
    # hu tr az el
    "január február március április május június július augusztus szeptember október november december",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "ιανουαρίου|ιανουάριος φεβρουαρίου|φεβρουάριος μαρτίου|μάρτιος απριλίου|απρίλιος μαΐου|μάιος ιουνίου|ιούνιος ιουλίου|ιούλιος αυγούστου|αύγουστος σεπτεμβρίου|σεπτέμβριος οκτωβρίου|οκτώβριος νοεμβρίου|νοέμβριος δεκεμβρίου|δεκέμβριος",
    # ar: Egypt and the Gulf; the Levant and Iraq; the Maghreb
    "يناير فبراير مارس أبريل|ابريل|إبريل مايو يونيو|يونيه يوليو|يوليه أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار|اذار نيسان أيار|ايار حزيران تموز آب أيلول|ايلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي|يناير فيفري|فبراير مارس أفريل|أبريل ماي|ماية جوان|يونيو جويلية|يوليوز أوت|غشت سبتمبر|شتنبر أكتوبر نوفمبر|نونبر ديسمبر|دجنبر",
    # he fa ur ku hi bn id vi th
    "ינואר|בינואר פברואר|בפברואר מרץ|במרץ|מרס|במרס אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
    "ژانویه|ژانویهٔ فوریه مارس آوریل مه|می ژوئن ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "जनवरी फरवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
    "জানুয়ারি|জানুয়ারী ফেব্রুয়ারি|ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "januari|januari februari maret|mac april mei juni|jun juli|julai agustus|ogos september|septembar oktober november desember|disember",
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
)
SHORT = (
    "jan feb mar apr may jun jul aug sep|sept oct nov dec",
    "janv|jan fév|févr mars avr mai juin juil|juill août sept oct nov déc",
    "ene feb mar abr may jun jul ago sep|sept|set oct nov dic",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "jan|jän feb mär|mrz apr mai jun jul aug sep|sept okt nov dez",
    "jan feb mrt apr mei jun jul aug sep|sept okt nov dec",
    "jan feb mar apr maj jun jul aug sep okt nov dec",
    "янв фев|февр мар апр мая июн июл авг сен|сент окт ноя|нояб дек",
    "січ лют бер кві чер|трав черв лип серп вер жовт лист груд",
    "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "oca şub mar nis may haz tem ağu eyl eki kas ara",
    "jan febr márc ápr máj jún júl aug szept okt nov dec",
    "ian febr mart apr mai iun iul aug sept oct noi|noiem dec",
    "jan feb mar apr mei jun jul agu|agt|ags sep okt nov des",
    "jan feb mar apr maí jún júl ágú sep okt nóv des",
    "ιαν φεβ μαρ απρ μαϊ ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
)
RISKY = frozenset(
    [
        "set",
        "out",
        "ago",
        "mag",
        "gen",
        "may",
        "mar",
        "sep",
        "lug",
        "eki",
        "ara",
        "kas",
        "lis",
        "lip",
        "sie",
        "vas",
        "mart",
        "mai",
        "mei",
        "mac",
        "out",
        "dic",
        "fev",
        "tem",
        "haz",
        "oca",
    ]
) - {"may", "mar", "sep", "mart", "mai", "mei"}
"""Short months that are common words elsewhere: believed only between a day and a year."""
JALALI = (
    "فروردین اردیبهشت خرداد تیر مرداد|امرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
)
HIJRI = (
    "محرم|المحرم صفر ربيع_الأول ربيع_الثاني|ربيع_الآخر جمادى_الأولى|جمادى_الأول جمادى_الآخرة|جمادى_الثانية رجب شعبان رمضان شوال ذو_القعدة|ذي_القعدة ذو_الحجة|ذي_الحجة",
    "muharram safar rabi_al-awwal rabi_al-thani jumada_al-awwal jumada_al-thani rajab shaban|sha'ban ramadan shawwal dhu_al-qadah dhu_al-hijjah",
)
VAGUE = {"تشرين": (10, 11), "كانون": (12, 1)}
"""Levantine months named without saying which of the two: October or November, December or January."""

WEEKDAYS = (
    "monday|mon tuesday|tue|tues wednesday|wed|weds thursday|thu|thur|thurs friday|fri saturday|sat sunday|sun",
    "lundi|lun mardi mercredi|mer jeudi|jeu vendredi|ven samedi|sam dimanche|dim",
    "lunes martes miércoles|mié jueves|jue viernes|vie sábado|sáb domingo|dom",
    "segunda|segunda-feira|seg terça|terça-feira|ter quarta|quarta-feira|qua quinta|quinta-feira|qui sexta|sexta-feira|sex sábado domingo",
    "lunedì martedì mercoledì giovedì|gio venerdì sabato domenica",
    "montag|mo dienstag|di mittwoch|mi donnerstag|do freitag|fr samstag|sonnabend|sa sonntag|so",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "понедельник|пн вторник|вт среда|среду|ср четверг|чт пятница|пятницу|пт суббота|субботу|сб воскресенье|вс",
    "понеділок вівторок середа|середу четвер п'ятниця|п'ятницю субота|суботу неділя|неділю",
    "poniedziałek wtorek środa|środę czwartek piątek sobota|sobotę niedziela|niedzielę",
    "pondělí úterý středa|středu čtvrtek pátek sobota|sobotu neděle|neděli",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "الاثنين|الإثنين|اثنين الثلاثاء|ثلاثاء الأربعاء|الاربعاء|أربعاء الخميس|خميس الجمعة|جمعة السبت|سبت الأحد|احد",
    "دوشنبه سه‌شنبه|سهشنبه چهارشنبه پنجشنبه|پنج‌شنبه جمعه شنبه یکشنبه|یک‌شنبه",
    "שני שלישי רביעי חמישי שישי שבת ראשון",
    "senin selasa rabu kamis jumat|jum'at sabtu minggu",
)
CJK_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6} | {
    "月": 0, "火": 1, "水": 2, "木": 3, "金": 4, "土": 5,
} | {"월": 0, "화": 1, "수": 2, "목": 3, "금": 4, "토": 5, "일": 6}  # fmt: skip

SUFFIXES = frozenset(
    [
        "st",
        "nd",
        "rd",
        "th",
        "er",
        "ere",
        "º",
        "ª",
        "e",
        "го",
        "ое",
        "ого",
        "го",
        "й",
        "ème",
        "eme",
        "re",
    ]
)
"""What may hang on the number of a day."""
FILLERS = frozenset(
    [
        "of",
        "the",
        "de",
        "del",
        "do",
        "da",
        "di",
        "d",
        "den",
        "der",
        "le",
        "el",
        "am",
        "em",
        "dne",
        "г",
        "в",
        "у",
        "a",
        "al",
        "من",
        "في",
        "ل",
        "سنة",
        "عام",
        "لسنة",
        "לחודש",
        "ה",
        "של",
        "وم",
        "ماه",
        "năm",
        "tháng",
        "พ",
        "ศ",
    ]
)
"""What may stand between day, month and year."""


def _numbered(rows: tuple[str, ...]) -> dict[str, int]:
    """Return folded word → number (from 1) of some rows; the first row to name a word wins."""
    found: dict[str, int] = {}
    for row in rows:
        for number, words in enumerate(row.split(), 1):
            for word in words.split("|"):
                found.setdefault(fold(word).replace("_", " "), number)
    return found


MONTHS: dict[str, int] = _numbered(GREGORIAN)
SHORT_MONTHS: dict[str, int] = {
    word: number for word, number in _numbered(SHORT).items() if word not in MONTHS or word == "may"
}
JALALI_MONTHS = _numbered(JALALI)
HIJRI_MONTHS = _numbered(HIJRI)
WEEKDAY_WORDS = {word: number - 1 for word, number in _numbered(WEEKDAYS).items()}
FOLDED_VAGUE = {fold(word): months for word, months in VAGUE.items()}
FOLDED_FILLERS = frozenset(map(fold, FILLERS))
FOLDED_SUFFIXES = frozenset(map(fold, SUFFIXES))
ZONES: dict[str, str] = {
    "z": "+00:00", "utc": "+00:00", "gmt": "+00:00",
    "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00",
    "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00",
    "cet": "+01:00", "cest": "+02:00", "eet": "+02:00", "eest": "+03:00",
    "bst": "+01:00", "msk": "+03:00", "jst": "+09:00", "sast": "+02:00", "eat": "+03:00",
}  # fmt: skip
"""Names of time zones that newsrooms print, as offsets. (CST is read as American.)"""
PM = frozenset({"pm", "م", "مساء", "مساءً", "下午", "晚上", "午後", "오후"})
AM = frozenset({"am", "ص", "صباحا", "صباحاً", "上午", "午前", "오전"})
"""Halves of the day."""
