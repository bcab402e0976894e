using System.Globalization;
using Infra.Emulator;
using Infra.Engine.Capture;
using Infra.Engine.State;
using Infra.Engine.Tests.Child;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine.Tests;

public sealed class RecoveryTests
{
    private const string Folder = "/recovery";
    private const string StatePath = Folder + "/state/test.jsonl";
    private readonly FaultyFileSystem disk = new(seed: 1);
    private readonly FakeProcesses processes = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recovery_says_of_each_begun_step_whether_it_was_done()
    {
        SortedSet<string> said = new(StringComparer.Ordinal);

        // Where a write is torn differs from pass to pass.
        for (int pass = 0; pass < 20; pass++)
        {
            for (int kill = 1; await KilledAsync(kill); kill++)
            {
                said.UnionWith((await RecoveredAsync()).Where(n => n.StartsWith("urn:", StringComparison.Ordinal)));
                await UpAsync("two");
                Assert.Empty(await RecoveredAsync());
            }
        }

        const string box = "urn:pulumi:test::infra::test:index/box:Box::";
        Assert.Equal(
            [
                $"{box}first: its update was begun, and the cloud has 'first-5aba3b5' as it asked: it was done.",
                $"{box}first: its update was begun, and the cloud knows nothing of it: it was not done.",
            ],
            said.Where(n => n.StartsWith(box + "first", StringComparison.Ordinal)).Select(n => n.Replace(FirstId(n), "first-5aba3b5", StringComparison.Ordinal)));
        foreach (string outcome in (string[])["create was begun, and the cloud has", "create was begun, and the cloud knows nothing of it", "delete was begun, and the cloud still has", "delete was begun, and '"])
        {
            Assert.Contains(said, n => n.Contains(outcome, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(said, n => n.Contains("cannot be told", StringComparison.Ordinal));
    }

    [Fact]
    public void A_state_whose_old_resource_came_to_need_a_new_one_before_the_crash_is_put_in_order()
    {
        ResourceState Thing(string name, params Urn[] needs) => new()
        {
            Urn = new Urn($"urn:pulumi:test::infra::test:index/thing:Thing::{name}"), Custom = true, Id = name, DependsOn = [.. needs],
        };
        StateStore store = new(disk, StatePath, "infra", "test", new FreshIdentity(new CountingEntropy()), new FixedClock());
        using (StateRun first = store.Begins(store.Load(), fencing: 1))
        {
            first.IsDone(Thing("old"));
            first.Ends(new Dictionary<Urn, int>(), PropertyMap.Empty);
        }

        StateRun stopped = store.Begins(store.Load(), fencing: 2);
        ResourceState made = Thing("new");
        stopped.IsDone(made);
        stopped.IsDone(Thing("old", made.Urn));
        stopped.Begins(made.Urn, StepOp.Update, "new", made);

        Assert.Equal(["new", "old"], store.Load().State.Resources.Select(r => r.Urn.Name));
    }

    [Fact]
    public async Task A_stopped_run_is_named_with_its_serial_and_what_was_torn_with_its_length()
    {
        await KilledAsync(kill: 24);
        disk.Alter(StatePath, content => [.. content, .. "0123 {\"ki"u8]);
        int torn = disk.Read(StatePath)!.Length - (int)Journal.Read(disk.Read(StatePath)).GoodLength;

        IReadOnlyList<string> notices = await RecoveredAsync();

        Assert.Equal("The last run (serial 2) was stopped before its end; the state is recovered to its last recorded step.", notices[0]);
        Assert.Contains($"The last {torn} bytes of the state file were written incompletely and are dropped; they recorded at most what follows here.", notices);
    }

    [Fact]
    public async Task An_object_whose_record_was_torn_off_is_named()
    {
        await KilledAsync(kill: LastKill());
        byte[] whole = disk.Read(StatePath)!;
        JournalReading journal = Journal.Read(whole);
        long cut = journal.Lines.Last(l => System.Text.Encoding.UTF8.GetString(l.Json.Span).StartsWith("""{"kind":"begin","urn":"urn:pulumi:test::infra::test:index/box:Box::only-two""", StringComparison.Ordinal)).End - 2;
        disk.Alter(StatePath, content => content[..(int)cut]);

        IReadOnlyList<string> notices = await RecoveredAsync();

        Assert.Contains(notices, n => n.StartsWith("The cloud has test:index/box:Box 'only-two-", StringComparison.Ordinal)
            && n.EndsWith("', which that run made and the state does not know. Import it, or delete it in the cloud.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_journal_with_any_bit_flipped_is_refused_or_recovered_aloud()
    {
        await KilledAsync(kill: LastKill());
        byte[] good = disk.Read(StatePath)!;
        for (int i = 0; i < 1000; i++)
        {
            byte[] bad = [.. good];
            bad[(int)((long)i * good.Length / 1000)] ^= (byte)(1 << (i % 8));
            await RefusedOrAloudAsync(bad);
        }
    }

    [Fact]
    public async Task A_damaged_record_with_durable_ones_behind_it_is_no_crash_and_is_refused()
    {
        await KilledAsync(kill: LastKill());
        byte[] bad = disk.Read(StatePath)!;
        bad[bad.AsSpan().IndexOf(StateJson.BeginMark) + StateJson.BeginMark.Length] ^= 1;
        int line = bad.AsSpan(0, bad.AsSpan().IndexOf(StateJson.BeginMark)).Count((byte)'\n') + 1;
        disk.Alter(StatePath, _ => bad);

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(RecoveredAsync);

        Assert.Equal(
            $"The state file {StatePath} is damaged: line {line} does not check, and records that were safely on the disk stand behind it. Nothing was changed. Put back a good copy of the file; `infra state import` checks one before it takes it.",
            refusal.Message);
    }

    [Fact]
    public async Task A_journal_cut_anywhere_is_refused_or_recovered_aloud()
    {
        await KilledAsync(kill: LastKill());
        byte[] good = disk.Read(StatePath)!;
        int baseLength = (int)Journal.Read(good).Lines.First(l => System.Text.Encoding.UTF8.GetString(l.Json.Span).StartsWith("""{"kind":"base""", StringComparison.Ordinal)).End;
        for (int i = 0; i < 1000; i++)
        {
            int length = (int)((long)i * good.Length / 1000);
            if (length != baseLength)
            {
                await RefusedOrAloudAsync(good[..length]);
            }
        }
    }

    [Theory]
    [InlineData(DiskFault.NoSpace, "No space left on device")]
    [InlineData(DiskFault.NoAccess, "Permission denied")]
    public async Task A_write_that_fails_stops_the_run_says_why_and_the_next_run_goes_on(DiskFault fault, string why)
    {
        await UpAsync("one");
        LocalBackend backend = Backend("two");
        Plan plan = await backend.PreviewAsync(Cancellation);
        disk.FailAt(24, fault);

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => backend.ApplyAsync(plan, null, Cancellation));

        Assert.Equal(
            $"{StatePath} could not be written: {why} The run stopped there. Fix the cause and run the same command again: it goes on from what was recorded.", refusal.Message);
        await UpAsync("two");
        Assert.Empty(await RecoveredAsync());
    }

    private static string FirstId(string notice) => notice.Split('\'') is { Length: > 1 } parts ? parts[1] : "first-5aba3b5";

    private LocalBackend Backend(string text) => new(
        new StackProgram("infra", "test", options => ChildStack.Create(text, options)),
        new LocalBackendOptions { Cloud = LocalCloud.Open, Folder = Folder, Files = disk, Processes = processes, Clock = new FixedClock(), Entropy = new CountingEntropy() });

    private async Task UpAsync(string text)
    {
        LocalBackend backend = Backend(text);
        Plan plan = await backend.PreviewAsync(Cancellation);
        Assert.True((await backend.ApplyAsync(plan, null, Cancellation)).Succeeded);
    }

    // An update from "one" to "two" that is killed at an operation of the disk; false when it came to its end.
    private async Task<bool> KilledAsync(int kill)
    {
        await UpAsync("one");
        LocalBackend backend = Backend("two");
        Plan plan = await backend.PreviewAsync(Cancellation);
        disk.FailAt(kill, DiskFault.Kill);
        try
        {
            await backend.ApplyAsync(plan, null, Cancellation);
        }
        catch (Exception failure) when (failure is CrashException or InfraException && disk.HasCrashed)
        {
            // That is what was asked for.
        }

        bool killed = disk.HasCrashed;
        processes.Die();
        disk.Restart();
        return killed;
    }

    // The operation after which the journal of the run is longest: the one before the new base takes its place.
    private int LastKill()
    {
        int longest = 0;
        int at = 0;
        for (int kill = 1; KilledAsync(kill).GetAwaiter().GetResult(); kill++)
        {
            int length = disk.Read(StatePath)!.Length;
            (longest, at) = length >= longest ? (length, kill) : (longest, at);
        }

        return at;
    }

    private async Task<IReadOnlyList<string>> RecoveredAsync()
    {
        LocalBackend backend = Backend("two");
        await backend.PreviewAsync(Cancellation);
        return backend.Notices;
    }

    private async Task RefusedOrAloudAsync(byte[] bad)
    {
        disk.Alter(StatePath, _ => bad);
        try
        {
            Assert.NotEmpty(await RecoveredAsync());
        }
        catch (InfraException refusal)
        {
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"The state file {StatePath} is damaged: "), refusal.Message, StringComparison.Ordinal);
        }
    }
}
