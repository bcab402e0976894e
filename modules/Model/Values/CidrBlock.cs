using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Infra.Model.Values;

/// <summary>A range of IPv4 addresses in CIDR notation, canonical: all host bits are zero.</summary>
/// <remarks>Rule: four decimal numbers 0 to 255 without leading zeros, a slash and a prefix 0 to 32. Source: RFC 4632;
/// subnet ranges: https://docs.cloud.google.com/vpc/docs/subnets#valid-ranges</remarks>
public sealed record CidrBlock
{
    /// <summary>The form as a regular expression for the JSON schema; prefix bounds and host bits are tested beyond it.</summary>
    public const string Pattern = "^((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])/(3[0-2]|[12]?[0-9])$";

    private CidrBlock(uint first, int prefix) => (First, Prefix) = (first, prefix);

    /// <summary>The first address, as a number in host order.</summary>
    public uint First { get; }

    /// <summary>The last address, as a number in host order.</summary>
    public uint Last => First | ~Mask(Prefix);

    /// <summary>The number of leading bits that are fixed, 0 to 32.</summary>
    public int Prefix { get; }

    /// <summary>The range of a size that an address is in.</summary>
    /// <param name="address">An address of it, as a number in host order.</param>
    /// <param name="prefix">The number of leading bits that are fixed, 0 to 32.</param>
    public static CidrBlock Around(uint address, int prefix)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(prefix);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefix, 32);
        return new(address & Mask(prefix), prefix);
    }

    /// <summary>Reads a range whose prefix is any of 0 to 32. Never throws.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CidrBlock? value, [NotNullWhen(false)] out Misfit? misfit) =>
        TryParse(text, 0, 32, out value, out misfit);

    /// <summary>Reads a range whose prefix is within bounds. Never throws.</summary>
    public static bool TryParse(
        string? text,
        int minPrefix,
        int maxPrefix,
        [NotNullWhen(true)] out CidrBlock? value,
        [NotNullWhen(false)] out Misfit? misfit)
    {
        value = null;
        var example = new CidrBlock(0x0A10_0000, Math.Clamp(20, minPrefix, maxPrefix));
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0 || text!.Length > 18 || !TryAddress(text.AsSpan(0, slash), out var address) || !TryNumber(text.AsSpan(slash + 1), 99, out var prefix))
        {
            misfit = new("an address range is four numbers 0 to 255 without leading zeros, a slash and a prefix", $"Write an address range such as {example}.");
            return false;
        }

        if (prefix < minPrefix || prefix > maxPrefix)
        {
            var rule = minPrefix == maxPrefix ? $"the CIDR prefix here is {minPrefix}" : $"a CIDR prefix here is {minPrefix} to {maxPrefix}";
            misfit = new(rule, $"Write an address range such as {example}.");
            return false;
        }

        var block = new CidrBlock(address & Mask(prefix), prefix);
        misfit = block.First == address
            ? null
            : new($"an address range begins at its first address, and host bits are set beyond /{prefix}", $"Write {block}.");
        value = misfit is null ? block : null;
        return misfit is null;
    }

    /// <summary>The range of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static CidrBlock Of(string text) =>
        TryParse(text, out var value, out var misfit)
            ? value
            : throw new ArgumentException($"\"{text}\": {misfit.Rule}. {misfit.Mend}", nameof(text));

    /// <summary>Whether any address is in both ranges.</summary>
    public bool Overlaps(CidrBlock other) => First <= other.Last && other.First <= Last;

    /// <summary>Whether every address of the other range is in this one.</summary>
    public bool Contains(CidrBlock other) => First <= other.First && other.Last <= Last;

    /// <summary>The range in CIDR notation.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{First >> 24}.{(First >> 16) & 255}.{(First >> 8) & 255}.{First & 255}/{Prefix}");

    private static uint Mask(int prefix) => prefix == 0 ? 0 : uint.MaxValue << (32 - prefix);

    private static bool TryAddress(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        var count = 0;
        foreach (var part in text.Split('.'))
        {
            if (++count > 4 || !TryNumber(text[part], 255, out var octet))
            {
                return false;
            }

            address = (address << 8) | (uint)octet;
        }

        return count == 4;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, int max, out int number)
    {
        number = 0;
        if (text.Length is 0 or > 3 || (text.Length > 1 && text[0] == '0'))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            number = (number * 10) + (c - '0');
        }

        return number <= max;
    }
}
