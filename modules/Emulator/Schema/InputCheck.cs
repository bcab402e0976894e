using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Model.Errors;
using Infra.Model.Properties;

namespace Infra.Emulator.Schema;

/// <summary>What a provider refuses of inputs before it calls the cloud. What is unknown cannot be judged yet and is passed over.</summary>
internal static class InputCheck
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    /// <summary>Every problem: the input, its value, the rule and the page that has it.</summary>
    public static IReadOnlyList<string> Problems(TypeSchema schema, PropertyMap inputs)
    {
        List<string> problems = [];
        Names(schema, inputs, problems);
        Missing(schema, inputs, problems);
        Groups(schema, inputs, problems);
        Values(schema, inputs, problems);
        return problems;
    }

    private static void Names(TypeSchema schema, PropertyMap inputs, List<string> problems)
    {
        problems.AddRange(inputs.Keys.Where(k => !schema.Takes(k)).Select(k => $"there is no input '{k}' (provider page {schema.Page})."));
        if (schema.Name is { } name && inputs[name.Property] is StringValue given)
        {
            bool fits = given.Value.Length >= name.MinLength && given.Value.Length <= name.MaxLength && Pattern(name.Pattern).IsMatch(given.Value);
            if (!fits)
            {
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name.Property} is '{given.Value}' ({given.Value.Length} characters): a name has {name.MinLength} to {name.MaxLength} characters and the form {name.Pattern} (provider page {schema.Page})."));
            }
        }
        else if (schema.Name is { Automatic: false } needed && inputs[needed.Property] is null && !schema.Required.Contains(needed.Property, StringComparer.Ordinal))
        {
            problems.Add($"{needed.Property} is missing, and nothing makes one (provider page {schema.Page}).");
        }
    }

    private static void Missing(TypeSchema schema, PropertyMap inputs, List<string> problems)
    {
        foreach (string path in schema.Required)
        {
            string key = path[(path.LastIndexOf('.') + 1)..];
            if (PathValues.Holders(inputs, path).Any(holder => holder[key] is null or NullValue))
            {
                problems.Add($"{path} is missing; it must be given (provider page {schema.Page}).");
            }
        }
    }

    private static void Groups(TypeSchema schema, PropertyMap inputs, List<string> problems)
    {
        foreach (IReadOnlyList<string> group in schema.ExactlyOneOf.Where(g => Given(inputs, g) != 1))
        {
            problems.Add($"exactly one of {string.Join(", ", group)} must be given (provider page {schema.Page}).");
        }

        foreach (IReadOnlyList<string> group in schema.AtMostOneOf.Where(g => Given(inputs, g) > 1))
        {
            problems.Add($"at most one of {string.Join(", ", group)} may be given (provider page {schema.Page}).");
        }
    }

    private static int Given(PropertyMap inputs, IReadOnlyList<string> group) => group.Count(path => PathValues.At(inputs, path).Any(v => v is not NullValue));

    private static void Values(TypeSchema schema, PropertyMap inputs, List<string> problems)
    {
        foreach ((string path, TextSchema text) in schema.Texts)
        {
            problems.AddRange(PathValues.At(inputs, path).OfType<StringValue>()
                .Where(v => !Pattern(text.Pattern).IsMatch(v.Value))
                .Select(v => $"{path} is '{v.Value}'; it {text.Rule} (provider page {schema.Page})."));
        }

        foreach ((string path, IReadOnlyList<string> values) in schema.Enums)
        {
            problems.AddRange(PathValues.At(inputs, path).OfType<StringValue>()
                .Where(v => !values.Contains(v.Value, StringComparer.Ordinal))
                .Select(v => $"{path} is '{v.Value}'; it is one of {string.Join(", ", values)} (provider page {schema.Page}).{(Spelling.Nearest(v.Value, values) is { } near ? $" Did you mean {near}?" : "")}"));
        }

        foreach ((string path, RangeSchema range) in schema.Ranges)
        {
            problems.AddRange(PathValues.At(inputs, path).OfType<NumberValue>()
                .Where(v => v.Value < range.Min || v.Value > range.Max)
                .Select(v => string.Create(CultureInfo.InvariantCulture, $"{path} is {v.Value}; it is {range.Min} to {range.Max} (provider page {schema.Page}).")));
        }
    }

    private static Regex Pattern(string pattern) => Patterns.GetOrAdd(
        pattern, static p => new Regex(p, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking));
}
