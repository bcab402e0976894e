using FsCheck;
using FsCheck.Fluent;
using Infra.Model.Values;

namespace Infra.Model.Tests.Values;

public sealed class CidrBlockTests
{
    // FsCheck prints the seed of a failure; `.WithReplay` repeats it.
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(500);

    // Small addresses and long prefixes, so that brute force over all addresses is possible and overlaps are frequent.
    private static readonly Arbitrary<(uint Address, int Prefix)> Small =
        (from address in Gen.Choose(0, 1023) from prefix in Gen.Choose(22, 32) select (0x0A00_0000u + (uint)address, prefix)).ToArbitrary();

    [Fact]
    public void Overlap_and_containment_agree_with_counting_every_address() =>
        Prop.ForAll(Small, Small, (a, b) =>
        {
            var (left, right) = (Block(a), Block(b));
            var (leftAll, rightAll) = (Addresses(a), Addresses(b));
            return left.Overlaps(right) == leftAll.Overlaps(rightAll)
                && right.Overlaps(left) == left.Overlaps(right)
                && left.Contains(right) == leftAll.IsSupersetOf(rightAll);
        }).Check(Runs);

    [Fact]
    public void What_is_written_is_read_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), Gen.Choose(0, 32).ToArbitrary(), (address, prefix) =>
        {
            var block = Block((address, prefix));
            return CidrBlock.Of(block.ToString()) == block && Repository.InTurkish(() => CidrBlock.Of(block.ToString())) == block;
        }).Check(Runs);

    [Fact]
    public void Any_text_is_read_or_refused_and_never_throws() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => CidrBlock.TryParse(text, out var value, out var misfit) ? value.ToString() == text : misfit is not null).Check(Runs);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0/8")]
    [InlineData("10.0.0.0.0/8")]
    [InlineData("10.0.0.256/32")]
    [InlineData("010.0.0.0/8")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/8 ")]
    [InlineData("10.0.0.0/8\n")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("+10.0.0.0/8")]
    [InlineData("1٠.0.0.0/8")]
    [InlineData("::/0")]
    public void A_malformed_range_is_refused_with_the_form(string? text)
    {
        Assert.False(CidrBlock.TryParse(text, out _, out var misfit));
        Assert.Equal(new("an address range is four numbers 0 to 255 without leading zeros, a slash and a prefix", "Write an address range such as 10.16.0.0/20."), misfit);
    }

    [Fact]
    public void Host_bits_are_refused_with_the_range_that_was_meant()
    {
        Assert.False(CidrBlock.TryParse("10.16.0.1/20", out _, out var misfit));
        Assert.Equal(new("an address range begins at its first address, and host bits are set beyond /20", "Write 10.16.0.0/20."), misfit);
    }

    [Fact]
    public void A_prefix_out_of_bounds_is_refused_with_the_bounds()
    {
        Assert.False(CidrBlock.TryParse("10.0.0.0/99", 8, 29, out _, out var misfit));
        Assert.Equal(new("a CIDR prefix here is 8 to 29", "Write an address range such as 10.16.0.0/20."), misfit);
    }

    [Fact]
    public void The_whole_address_space_is_a_range()
    {
        var all = CidrBlock.Of("0.0.0.0/0");
        Assert.Equal((0u, uint.MaxValue), (all.First, all.Last));
        Assert.True(all.Contains(CidrBlock.Of("255.255.255.255/32")));
    }

    private static CidrBlock Block((uint Address, int Prefix) of)
    {
        var first = of.Prefix == 0 ? 0 : of.Address & (uint.MaxValue << (32 - of.Prefix));
        return CidrBlock.Of($"{first >> 24}.{(first >> 16) & 255}.{(first >> 8) & 255}.{first & 255}/{of.Prefix}");
    }

    private static HashSet<uint> Addresses((uint Address, int Prefix) of)
    {
        // By division, not by masks: another way than the code under test.
        var size = (uint)Math.Pow(2, 32 - of.Prefix);
        var first = of.Address / size * size;
        return [.. Enumerable.Range(0, (int)size).Select(i => first + (uint)i)];
    }
}
