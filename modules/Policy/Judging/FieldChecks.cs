using Infra.Model.Properties;
using Infra.Policy.Subjects;

namespace Infra.Policy.Judging;

/// <summary>What rules commonly ask of a place.</summary>
internal static class FieldChecks
{
    /// <summary>The flag stands there with this value; missing is not false.</summary>
    public static Check MustBe(this Field field, bool value) =>
        Check.If(field, f => string.Equals(f.Text, value ? "true" : "false", StringComparison.OrdinalIgnoreCase), value ? "it must be true" : "it must be false");

    /// <summary>The flag is not true; missing counts as false, because that is the provider's default.</summary>
    public static Check MustNotBeTrue(this Field field) => Check.If(field, f => !string.Equals(f.Text, "true", StringComparison.OrdinalIgnoreCase), "it must not be true");

    /// <summary>One of these texts stands there.</summary>
    public static Check MustBeOneOf(this Field field, params string[] allowed) =>
        Check.If(field, f => f.Text is { } text && allowed.Contains(text, StringComparer.Ordinal), () => allowed is [{ } only] ? $"it must be {only}" : $"it must be one of {string.Join(", ", allowed)}");

    /// <summary>None of these texts stands there.</summary>
    public static Check MustNotBe(this Field field, params string[] forbidden) =>
        Check.If(field, f => f.Text is not { } text || !forbidden.Contains(text, StringComparer.Ordinal), () => $"it must not be {string.Join(" or ", forbidden)}");

    /// <summary>Something stands there, and it is not empty.</summary>
    public static Check MustBeSet(this Field field) => Check.If(field, IsSet, "it must be set");

    /// <summary>Something stands there, and be it empty.</summary>
    public static Check MustBeThere(this Field field) => Check.If(field, f => !f.IsMissing, "it must be written");

    /// <summary>Nothing stands there, or something empty.</summary>
    public static Check MustNotBeSet(this Field field, string because) => Check.If(field, f => !IsSet(f), () => $"it must not be set: {because}");

    /// <summary>A number of at least this.</summary>
    public static Check MustBeAtLeast(this Field field, double least, string unit) =>
        Check.If(field, f => (f.Number ?? f.Seconds) is { } number && number >= least, () => FormattableString.Invariant($"it must be at least {least} {unit}"));

    /// <summary>A number of at most this.</summary>
    public static Check MustBeAtMost(this Field field, double most, string unit) =>
        Check.If(field, f => (f.Number ?? f.Seconds) is { } number && number <= most, () => FormattableString.Invariant($"it must be at most {most} {unit}"));

    /// <summary>A version of at least this, with or without a v before it; a version that comes before a release is not the release.</summary>
    public static Check MustBeVersion(this Field field, Version least) =>
        Check.If(field, f => f.Text is { } text && Version.TryParse(text.StartsWith('v') ? text[1..] : text, out Version? version) && version >= least, () => $"it must be version {least} or newer");

    /// <summary>The list has each of these.</summary>
    public static Check MustHave(this Field field, params string[] wanted)
    {
        if (field.IsUnknown || field.Items.Any(i => i.IsUnknown))
        {
            return Check.If(field with { Value = PropertyValue.Unknown }, _ => false, $"it must have {string.Join(", ", wanted)}");
        }

        string[] missing = [.. wanted.Except(field.Items.Select(i => i.Text ?? ""), StringComparer.Ordinal)];
        return missing is [] ? Check.Passed : Check.Failed(field, $"it must have {string.Join(", ", missing)}");
    }

    private static bool IsSet(Field field) => field.Value switch
    {
        null or NullValue => false,
        StringValue text => !string.IsNullOrWhiteSpace(text.Value),
        ListValue list => list.Items.Length > 0,
        MapValue map => map.Map.Count > 0,
        _ => true,
    };
}
