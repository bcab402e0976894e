using System.Globalization;
using System.Text;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Settings.Reading;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>Asks for the settings of a form, one after the other, and writes the answers as YAML. Each answer keeps the rule of its setting; what has a default is not asked.</summary>
/// <param name="console">Where it is asked.</param>
internal sealed class AnswersPrompt(IAnsiConsole console)
{
    /// <summary>The prompt on the terminal of a machine.</summary>
    public static AnswersPrompt Of(Host host) => new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) }));

    /// <summary>Asks for everything that must be written.</summary>
    /// <returns>The answers, as YAML.</returns>
    public string Ask(ObjectKind top)
    {
        StringBuilder yaml = new("# Answers for `infra init --from`. What is not here has a default: stacks/schema/answers.md lists all of it.\n");
        Below(yaml, top, indent: 0);
        return yaml.ToString();
    }

    private void Below(StringBuilder yaml, ObjectKind kind, int indent)
    {
        foreach (Setting setting in kind.Settings.Where(s => s.Required))
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"{setting.Doc}");
            string key = $"{new string(' ', indent)}{setting.Name}:";
            switch (setting.Kind)
            {
                case ObjectKind inner:
                    yaml.Append(key).Append('\n');
                    Below(yaml, inner, indent + 2);
                    break;
                case MapKind map:
                    yaml.Append(key).Append('\n');
                    Entries(yaml, setting.Name, map, indent + 2);
                    break;
                case ListKind list:
                    yaml.Append(key).Append('\n');
                    foreach (string item in Items(setting.Name, list))
                    {
                        yaml.Append(CultureInfo.InvariantCulture, $"{new string(' ', indent + 2)}- {Scalar(list.Item, item)}\n");
                    }

                    break;
                default:
                    yaml.Append(CultureInfo.InvariantCulture, $"{key} {Scalar(setting.Kind, One(setting.Name, setting.Kind))}\n");
                    break;
            }
        }
    }

    private void Entries(StringBuilder yaml, string what, MapKind map, int indent)
    {
        for (int count = 0; count < map.Max; count++)
        {
            bool mayEnd = count >= Math.Max(1, map.Min);
            string name = console.Prompt(new TextPrompt<string>($"{Markup.Escape(what)}, name of {(mayEnd ? "another one, or nothing to go on" : "the first one")}:")
            {
                AllowEmpty = mayEnd,
                Validator = text => text.Length == 0 ? ValidationResult.Success() : Checked(map.Name, text),
            });
            if (name.Length == 0)
            {
                return;
            }

            yaml.Append(CultureInfo.InvariantCulture, $"{new string(' ', indent)}{name}:\n");
            Below(yaml, (ObjectKind)map.Value, indent + 2);
        }
    }

    private string[] Items(string what, ListKind list)
    {
        string hint = list.Item is ChoiceKind choice ? $"some of {string.Join(", ", choice.Words)}" : SettingsCheck.Wanted(list.Item);
        string[] Split(string text) => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        return Split(console.Prompt(new TextPrompt<string>($"{Markup.Escape(what)}, with commas between them ({Markup.Escape(hint)}):")
        {
            Validator = text => Split(text).Length < list.Min || Split(text).Length > list.Max
                ? ValidationResult.Error(string.Create(CultureInfo.InvariantCulture, $"{list.Min} to {list.Max} are wanted"))
                : Split(text).Select(t => Checked(list.Item, t)).FirstOrDefault(r => !r.Successful) ?? ValidationResult.Success(),
        }));
    }

    private string One(string what, Kind kind)
    {
        TextPrompt<string> prompt = new($"{Markup.Escape(what)} ({Markup.Escape(SettingsCheck.Wanted(kind))}):") { Validator = text => Checked(kind, text) };
        return console.Prompt(prompt);
    }

    private static ValidationResult Checked(Kind kind, string text) => kind switch
    {
        TextKind of => of.Read(text) is { Misfit: { } misfit } ? ValidationResult.Error(Markup.Escape($"{misfit.Rule}. {misfit.Mend}")) : ValidationResult.Success(),
        ChoiceKind of => of.Words.Contains(text, StringComparer.Ordinal) ? ValidationResult.Success() : ValidationResult.Error(Markup.Escape($"It is one of {string.Join(", ", of.Words)}.")),
        NumberKind of => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= of.Min && number <= of.Max
            ? ValidationResult.Success() : ValidationResult.Error(Markup.Escape($"It is {SettingsCheck.Wanted(of)}.")),
        FlagKind => text is "true" or "false" ? ValidationResult.Success() : ValidationResult.Error("It is true or false."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind.GetType().Name, "There is no prompt for this kind."),
    };

    // Numbers of Google and GitHub are texts: YAML would take their zeros.
    private static string Scalar(Kind kind, string text) => kind is TextKind ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : text;
}
