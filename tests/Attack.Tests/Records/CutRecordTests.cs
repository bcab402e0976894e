using Infra.Attack.Tests.World;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Recording;

namespace Infra.Attack.Tests.Records;

/// <summary>A record that was cut or written anew closes, and does not heal itself.</summary>
public sealed class CutRecordTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("the end")]
    [InlineData("the middle")]
    [InlineData("everything")]
    [InlineData("the branch")]
    public async Task What_was_cut_closes_in_a_fresh_clone_too(string cut)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging");
        await world.ApplyAsync("prod");
        string[] lines = world.Lines();
        Assert.Equal(5, lines.Length);
        switch (cut)
        {
            case "the end": world.Write(lines[..^1]); break;
            case "the middle": world.Write([.. lines[..2], .. lines[3..]]); break;
            case "everything": world.Write([]); break;
            default: world.Git.Git("--git-dir", world.Remote, "update-ref", "-d", "refs/heads/infra/audit"); break;
        }

        // A fresh clone remembers nothing.
        File.Delete(Path.Combine(world.Git.Files.Folder, ".infra", "audit.anchor"));
        AuditChain chain = await world.ChainAsync();

        Assert.NotNull(chain.Fault);
        Assert.StartsWith(cut == "the middle" ? "record 2 is missing or was altered" : "record 4 is missing, and it is known that there was one", chain.Fault, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InfraException>(() => world.ApplyAsync("staging"));
        Assert.NotNull((await world.ChainAsync()).Fault);
    }

    [Fact]
    public async Task A_record_with_other_words_in_the_place_of_a_signed_one_closes()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging", outcome: "failed");
        string[] lines = world.Lines();
        world.Write([.. lines[..^1], lines[^1].Replace("\"failed\"", "\"succeeded\"", StringComparison.Ordinal)]);

        Assert.Contains("record 2 is missing", (await world.ChainAsync()).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_history_that_a_listed_key_signed_closes()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging");
        AuditRecord first = (await world.ChainAsync()).Records[0];
        using SigningKey asha = world.KeyOf("asha");
        AuditRecord other = new(1, first.Hash, first.Entry with { Action = "override" }) { Repository = first.Repository };
        world.Write([.. world.Lines(), AuditJson.Write(other with { Signature = asha.Sign(AuditRecord.Purpose, other.Hash) }).TrimEnd('\n')]);

        Assert.Equal("record 1 stands there twice, signed with other words", (await world.ChainAsync()).Fault);
    }

    [Fact]
    public async Task A_signed_record_behind_a_gap_closes()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditRecord first = (await world.ChainAsync()).Records[0];
        using SigningKey asha = world.KeyOf("asha");
        AuditRecord later = new(7, first.Hash, first.Entry with { Action = "override" }) { Repository = first.Repository };
        world.Write([.. world.Lines(), AuditJson.Write(later with { Signature = asha.Sign(AuditRecord.Purpose, later.Hash) }).TrimEnd('\n')]);

        Assert.Equal("record 1 is missing, and a later one is signed", (await world.ChainAsync()).Fault);
    }

    [Fact]
    public async Task Lines_in_another_order_are_the_same_record()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging");
        world.Write(world.Lines().Reverse());

        Assert.Equal([0L, 1L, 2L], (await world.ChainAsync()).Records.Select(r => r.Sequence));
    }

    [Fact]
    public async Task A_bucket_without_record_0_is_closed_and_says_what_to_do()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Google.Lose();

        Assert.Equal(
            "The audit bucket holds no record, not even the one that bootstrap writes, so nothing is known of what was approved. Run `infra bootstrap --backend pulumi`, which writes record 0; docs/gates.md says what else may be the matter.",
            await world.RefusedAsync());
    }

    [Fact]
    public async Task A_bucket_that_does_not_answer_is_closed()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Google.IsUp = false;

        Assert.Contains("Google answered 503", await world.RefusedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_recorded_is_copied_to_the_bucket_by_the_next_job()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditTrail trail = world.Trail();
        _ = await trail.DoAsync(trail.Entry("override", "prod", "pulumi"), () => Task.FromResult((0, "succeeded")), Stop);
        Assert.DoesNotContain(world.Google.Names, n => n.Contains("000000001-", StringComparison.Ordinal));
        await world.ApplyAsync("staging");

        Assert.Equal(4, world.Google.Names.Count(n => n.StartsWith("staging/records/", StringComparison.Ordinal)));

        // From now on what the person recorded cannot be cut either.
        world.Write([.. world.Lines().Where(l => !l.Contains("\"override\"", StringComparison.Ordinal))]);
        Assert.Contains("is missing or was altered", (await world.ChainAsync()).Fault, StringComparison.Ordinal);
    }
}
