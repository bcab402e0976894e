using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Infra.Cloud.Gke;
using Pulumi;

namespace Infra.Cloud.Tests.Readme;

/// <summary>The tables of inputs and outputs of a module, made from its types and their documentation.</summary>
internal static partial class ModuleTables
{
    public const string Begin = "<!-- inputs and outputs: generated, a test compares -->\n";
    public const string End = "<!-- end of generated part -->\n";

    private static readonly Assembly Assembly = typeof(GkeCluster).Assembly;

    private static readonly Dictionary<string, XElement> Docs = XDocument.Load(Path.ChangeExtension(Assembly.Location, ".xml")).Descendants("member")
        .ToDictionary(m => (string)m.Attribute("name")!, m => m, StringComparer.Ordinal);

    /// <summary>The tables of the components whose files are in a folder.</summary>
    public static string Of(IEnumerable<string> typeNames)
    {
        var text = new StringBuilder(Begin).Append("\n## Inputs and outputs\n");
        foreach (var type in typeNames.Order(StringComparer.Ordinal).SelectMany(n => Assembly.GetTypes().Where(t => t.Name == n)).Where(t => t.IsPublic && t.IsSubclassOf(typeof(Resource))))
        {
            Component(text, type);
        }

        return text.Append('\n').Append(End).ToString();
    }

    private static void Component(StringBuilder text, Type type)
    {
        var token = (string?)type.GetField("Token")?.GetRawConstantValue();
        text.Append($"\n### {type.Name}\n{Summary($"T:{type.FullName}").Text}{(token is null ? "" : $" Type token `{token}`.")}\n");
        if (Assembly.GetType($"{type.FullName}Args") is { } args)
        {
            text.Append("\n| input | what it is | default |\n|---|---|---|\n");
            foreach (var input in Own(args).Where(p => p.SetMethod is not null))
            {
                var (what, preset) = Summary($"P:{args.FullName}.{input.Name}");
                text.Append($"| `{input.Name}` | {what} | {(input.IsDefined(typeof(RequiredMemberAttribute)) ? "required" : preset)} |\n");
            }
        }

        var outputs = Own(type).ToArray();
        if (outputs.Length > 0)
        {
            text.Append("\n| output | what it is |\n|---|---|\n");
            foreach (var output in outputs)
            {
                text.Append($"| `{output.Name}` | {Summary($"P:{type.FullName}.{output.Name}").Text} |\n");
            }
        }
    }

    private static IEnumerable<PropertyInfo> Own(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(p => p.GetIndexParameters().Length == 0).OrderBy(p => p.MetadataToken);

    // The last sentence of an input says its default: "Default: true."
    private static (string Text, string Default) Summary(string member)
    {
        var element = Docs.TryGetValue(member, out var found) ? found.Element("summary") : null;
        Assert.True(element is not null, $"{member} has no summary");
        foreach (var see in element.Descendants().ToArray())
        {
            see.ReplaceWith($"`{(see.Name == "c" ? see.Value : ((string?)see.Attribute("cref") ?? "").Split('.')[^1])}`");
        }

        var text = Spaces().Replace(element.Value.Trim(), " ");
        var at = text.IndexOf(" Default: ", StringComparison.Ordinal);
        return at < 0 ? (text, "none") : (text[..at], text[(at + " Default: ".Length)..].TrimEnd('.'));
    }

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
