using System.Text;
using Infra.Engine.State;
using Infra.Machine.Files;
using Infra.Machine.Processes;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;

namespace Infra.Engine.Tests;

public sealed class LockTests : IDisposable
{
    private const string Asha = "asha on build-7 (process 100, up, lock 1) since 2026-11-21T04:30:00Z";
    private readonly LocalStack stack = new();
    private readonly FakeProcesses processes = new();
    private readonly JumpingClock clock = new();

    public LockTests()
    {
        stack.Options = stack.Options with { Processes = processes, Clock = clock };
        stack.Program = () => _ = new Thing("a");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => stack.Dispose();

    [Fact]
    public async Task A_second_up_is_told_who_holds_the_lock_since_when_and_what_to_do()
    {
        using IDisposable first = await stack.Backend.LockAsync("up", Cancellation);

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => stack.UpAsync());

        Assert.Equal(ErrorKind.Failed, refusal.Kind);
        Assert.Equal(
            $"Stack test is locked by {Asha}. Wait for it with --wait, or, when that process is known to be gone, break the lock with `infra state unlock test`.",
            refusal.Message);
    }

    [Fact]
    public async Task A_wait_that_is_too_short_says_how_long_it_was()
    {
        stack.Options = stack.Options with { Wait = TimeSpan.FromSeconds(90) };
        using IDisposable first = await stack.Backend.LockAsync("up", Cancellation);

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => stack.UpAsync());

        Assert.Equal(
            $"Stack test is locked by {Asha}. Waited 90 s. Wait for it with --wait, or, when that process is known to be gone, break the lock with `infra state unlock test`.",
            refusal.Message);
    }

    [Fact]
    public async Task A_wait_ends_when_the_lock_is_given_back()
    {
        stack.Options = stack.Options with { Wait = TimeSpan.FromSeconds(90) };
        IDisposable first = await stack.Backend.LockAsync("up", Cancellation);
        clock.Jumped = passed =>
        {
            if (passed > TimeSpan.FromSeconds(60))
            {
                first.Dispose();
            }
        };

        Assert.True((await stack.UpAsync()).Succeeded);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        stack.Options = stack.Options with { Wait = TimeSpan.FromSeconds(90) };
        using IDisposable first = await stack.Backend.LockAsync("up", Cancellation);
        using CancellationTokenSource cancelled = new();
        clock.Jumped = _ => cancelled.Cancel();

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => stack.Backend.LockAsync("up", cancelled.Token));

        Assert.Equal(ErrorKind.Cancelled, refusal.Kind);
        Assert.Equal("Cancelled while waiting for the lock of stack test; nothing was done.", refusal.Message);
    }

    [Fact]
    public async Task A_preview_takes_no_lock()
    {
        using IDisposable first = await stack.Backend.LockAsync("up", Cancellation);

        Assert.True((await stack.PreviewAsync()).Summary.HasChanges);
    }

    [Fact]
    public async Task A_preview_and_its_update_can_stand_under_one_lock()
    {
        LocalBackend backend = stack.Backend;
        using (await backend.LockAsync("up", Cancellation))
        {
            Plan plan = await backend.PreviewAsync(Cancellation);
            Assert.True((await backend.ApplyAsync(plan, null, Cancellation)).Succeeded);
            Assert.Equal(Asha, backend.LockHolder()!.ToString());
        }

        Assert.Null(backend.LockHolder());
    }

    [Fact]
    public async Task A_lock_whose_process_has_ended_is_taken_over_and_that_is_said()
    {
        await stack.Backend.LockAsync("up", Cancellation);
        Plan plan = await stack.PreviewAsync();
        processes.Die();
        LocalBackend next = stack.Backend;

        Assert.True((await next.ApplyAsync(plan, null, Cancellation)).Succeeded);
        Assert.Equal([$"The lock of {Asha} was left behind by a process that has ended; it was taken over."], next.Notices);
    }

    [Fact]
    public async Task Unlock_says_what_it_broke_and_whether_that_had_ended()
    {
        LocalBackend other = stack.Backend;
        await stack.Backend.LockAsync("up", Cancellation);

        BrokenLock? broken = other.Unlock();

        Assert.Equal((Asha, false), (broken!.Holder!.ToString(), broken.HadEnded));
        Assert.Null(other.Unlock());
        Assert.True((await stack.UpAsync()).Succeeded);
    }

    [Theory]
    [InlineData(StepPhase.Began)]
    [InlineData(StepPhase.Done)]
    public async Task A_holder_whose_lock_was_broken_writes_nothing_more(StepPhase stoppedAt)
    {
        Plan plan = await stack.PreviewAsync();
        string after = "";

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => stack.Backend.ApplyAsync(
            plan,
            new AtPhase(stoppedAt, () =>
            {
                processes.Next();
                stack.Backend.Unlock();
                using IDisposable other = stack.Backend.LockAsync("up", Cancellation).GetAwaiter().GetResult();
                after = stack.EverythingOnDisk();
            }),
            Cancellation));

        Assert.Equal("The lock of stack test was broken while this run held it (lock 1); nobody holds it now. Nothing further was written. Preview again.", refusal.Message);
        Assert.Equal(WithoutLock(after), WithoutLock(stack.EverythingOnDisk()));
    }

    [Fact]
    public async Task A_late_write_of_a_broken_holder_does_not_reach_the_files_of_the_next_one()
    {
        DiskFileSystem disk = new();
        string path = StatePath();
        await stack.UpAsync(() => _ = new Thing("a"));
        using IAppendFile late = disk.Append(path);
        await stack.UpAsync(() => _ = new Thing("b"));
        byte[] before = disk.Read(path)!;

        late.Append("late"u8);

        Assert.Equal(before, disk.Read(path));
    }

    [Fact]
    public async Task A_run_with_an_older_lock_behind_a_newer_one_is_refused_when_it_is_read()
    {
        await stack.UpAsync();
        await stack.UpAsync(() => _ = new Thing("b"));
        Append("""{"kind":"run","serial":3,"fencing":1}""");

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(stack.PreviewAsync);

        Assert.Equal(
            $"The state file {StatePath()} is damaged: a record is not what it should be: The run 3 has lock 1, and lock 2 wrote before it. Nothing was changed. Put back a good copy of the file; `infra state import` checks one before it takes it.",
            refusal.Message);
    }

    [Fact]
    public async Task The_number_of_a_lock_grows_also_when_its_file_was_removed()
    {
        await stack.UpAsync();
        await stack.UpAsync(() => _ = new Thing("b"));
        File.Delete(Path.ChangeExtension(StatePath(), ".fence"));

        LocalBackend backend = stack.Backend;
        using IDisposable third = await backend.LockAsync("up", Cancellation);

        Assert.Equal(3, backend.LockHolder()!.Fencing);
    }

    [Fact]
    public async Task A_lock_file_that_cannot_be_read_is_refused_and_can_be_broken()
    {
        await stack.UpAsync();
        string path = Path.ChangeExtension(StatePath(), ".lock");
        await File.WriteAllTextAsync(path, "{}", Encoding.UTF8, Cancellation);

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => stack.UpAsync());

        Assert.Equal(
            $"The lock file {path} cannot be read, so nobody knows who holds stack test. When no run is under way, break it with `infra state unlock test`.", refusal.Message);
        Assert.Equal(new BrokenLock(null, HadEnded: false), stack.Backend.Unlock());
        Assert.True((await stack.UpAsync()).Succeeded);
    }

    [Fact]
    public async Task A_symbolic_link_in_the_place_of_the_lock_is_refused()
    {
        await stack.UpAsync();
        string path = Path.ChangeExtension(StatePath(), ".lock");
        File.CreateSymbolicLink(path, StatePath());

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => stack.UpAsync());

        Assert.Equal($"{path} is a symbolic link. State files are never reached through links; remove the link.", refusal.Message);
    }

    [Fact]
    public async Task The_lock_can_be_read_by_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using IDisposable held = await stack.Backend.LockAsync("up", Cancellation);

        Assert.Equal(["test.fence", "test.guard", "test.lock"], stack.Files().Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.All(stack.Files(), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void This_process_runs_and_one_that_has_its_number_and_another_start_has_ended()
    {
        SystemProcesses real = new();

        Assert.False(real.HasEnded(real.Current));
        Assert.True(real.HasEnded(real.Current with { Started = "1" }));
        Assert.False(real.HasEnded(real.Current with { Started = "1", Host = "elsewhere" }));
        Assert.False(real.HasEnded(real.Current with { Started = "1", Place = "another container" }));
    }

    private static string WithoutLock(string everything) => string.Join('\n', everything.Split('\n').Where(l => !l.Contains("infra.lock/v1", StringComparison.Ordinal)));

    private string StatePath() => Path.Combine(stack.Options.Folder, "state", "test.jsonl");

    private void Append(string record)
    {
        byte[] content = File.ReadAllBytes(StatePath());
        byte[] line = Journal.Line(Journal.Read(content).Lines[^1].Check, Encoding.UTF8.GetBytes(record), out _);
        File.WriteAllBytes(StatePath(), [.. content, .. line]);
    }

    private sealed class AtPhase(StepPhase phase, Action act) : IProgress<StepEvent>
    {
        public void Report(StepEvent value)
        {
            if (value.Phase == phase)
            {
                act();
            }
        }
    }
}
