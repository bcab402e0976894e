using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Infra;
using Infra.Cli;
using Infra.Cli.Tests.Child;
using Infra.Delivery.Audit;
using Infra.Engine.Tests.Child;
using Infra.Git;
using Infra.Google;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

// Kills a real `infra up ENV` with SIGKILL after each of its writes in turn, and looks at what the next commands make of it.
//   drive REPOSITORY ENV     one process for every write, until an update gets through; prints failures and a count
//   up FOLDER ENV WRITE      the process that is killed
//   bootstrap-step FOLDER STEP; undo-step FOLDER STEP     the same for `infra bootstrap`: after a step
//   bootstrap-writes FOLDER COPIES WRITE...               and after the last of some writes; a copy of the folder is left for each of them
//   audit FOLDER NAME COUNT  a process that adds audit records
//   release-killed FOLDER COMMAND...   a promotion, hotfix or rollout that is killed when its branch is there and its record is not
//   release FOLDER COMMAND...          the same, and it lives
//   interrupted FOLDER MOMENT COMMAND...   a command that gets SIGINT when it first reads a file (read) or has written so often (a number)
//   trusting COMMAND...                the command line on this very machine, that takes servers of a test for those that stacks/ name
if (args is ["up", var workFolder, var stack, var write])
{
    KillingFileSystem files = new(new DiskFileSystem(), int.Parse(write, CultureInfo.InvariantCulture));
    return await CommandLine.RunAsync(["up", stack, "--yes", "--format", "json"], Quiet(workFolder) with { Files = files }, CancellationToken.None);
}

if (args is ["interrupted", var interruptedFolder, var moment, .. var interruptedCommand])
{
    using Interruption interruption = new();
    Host machine = RealHost.Make(interruption.Token) with { Folder = interruptedFolder, Variable = _ => null };
    return await CommandLine.RunAsync(interruptedCommand, machine with { Files = new InterruptingFileSystem(machine.Files, moment, interruption.Token) }, interruption.Token);
}

// Adds records to a git ref, and says of each that it is written once it is: tests kill this process at any moment.
if (args is ["audit", var auditFolder, var writer, var count])
{
    AuditLog log = new(new GitAuditStore(new GitProcess(auditFolder), "refs/infra/audit", remote: null), TimeProvider.System);
    for (int i = 0; i < int.Parse(count, CultureInfo.InvariantCulture); i++)
    {
        AuditEntry entry = new()
        {
            DeploymentId = $"{writer}-{i}",
            Timestamp = DateTimeOffset.UnixEpoch,
            Phase = AuditPhase.End,
            Action = "up",
            DeploymentTarget = "prod",
            Actor = writer,
            Backend = "pulumi",
        };
        await log.AppendAsync(entry, CancellationToken.None);
        await Console.Out.WriteLineAsync(entry.DeploymentId);
    }

    return 0;
}

if (args is ["release-killed" or "release", var released, .. var releasing])
{
    Host quiet = Served(Quiet(released)) with { TrustsAddresses = true, Variable = name => name == "INFRA_SIGNING_KEY" ? Environment.GetEnvironmentVariable(name) : null };

    return await CommandLine.RunAsync(releasing, args[0] == "release" ? quiet : quiet with { PullRequests = (_, _) => new KillingPullRequests() }, CancellationToken.None);
}

if (args is ["trusting", .. var trusted])
{
    return await CommandLine.RunAsync(trusted, Served(RealHost.Make(CancellationToken.None)) with { TrustsAddresses = true }, CancellationToken.None);
}

if (args is ["bootstrap-writes", var bootstrapFolder, var copies, .. var bootstrapWrites])
{
    int[] writes = [.. bootstrapWrites.Select(w => int.Parse(w, CultureInfo.InvariantCulture))];
    KillingFileSystem files = new(new DiskFileSystem(), writes.Max(), wrote =>
    {
        if (writes.Contains(wrote))
        {
            Copy(bootstrapFolder, Path.Combine(copies, wrote.ToString(CultureInfo.InvariantCulture)));
        }
    });
    return await CommandLine.RunAsync(["bootstrap", "--write", "--yes"], Quiet(bootstrapFolder) with { Files = files }, CancellationToken.None);
}

if (args is ["bootstrap-step" or "undo-step", var stepFolder, var step])
{
    string[] command = args[0] == "undo-step" ? ["bootstrap", "--undo", "--write", "--yes"] : ["bootstrap", "--write", "--yes"];
    await using KillingWriter error = new(step);
    return await CommandLine.RunAsync(command, Quiet(stepFolder) with { Error = error }, CancellationToken.None);
}

if (args is not ["drive", var repository, var environment])
{
    await Console.Error.WriteLineAsync("usage: drive REPOSITORY ENV");
    return 2;
}

ConcurrentQueue<string> failures = new();
int next = 0;
int killed = 0;
bool through = false;
await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
{
    while (!Volatile.Read(ref through))
    {
        int write = Interlocked.Increment(ref next);
        if (await KillAsync(repository, environment, write, failures))
        {
            Interlocked.Increment(ref killed);
        }
        else
        {
            Volatile.Write(ref through, true);
        }
    }
})));
foreach (string failure in failures)
{
    await Console.Out.WriteLineAsync(failure);
}

await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{killed - failures.Count} passed, {failures.Count} failed"));
return failures.IsEmpty && killed > 0 ? 0 : 1;

// True when the process was killed; false when the update has fewer writes and got through.
static async Task<bool> KillAsync(string repository, string environment, int write, ConcurrentQueue<string> failures)
{
    string folder = Directory.CreateTempSubdirectory("infra-kill-").FullName;
    try
    {
        foreach (string file in Directory.GetFiles(Path.Combine(repository, "stacks"), "*.yaml", SearchOption.AllDirectories).Append(Path.Combine(repository, "Pulumi.yaml")))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        using Process child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["up", folder, environment, write.ToString(CultureInfo.InvariantCulture)]))!;
        await child.WaitForExitAsync();
        if (child.ExitCode == 0)
        {
            return false;
        }

        // 137: SIGKILL. Then: an update recovers and ends, the state is good, nothing is left to do, nothing drifted.
        int[] codes =
        [
            child.ExitCode,
            await CommandLine.RunAsync(["up", environment, "--yes", "--format", "json"], Quiet(folder), CancellationToken.None),
            await CommandLine.RunAsync(["state", "verify", environment], Quiet(folder), CancellationToken.None),
            await CommandLine.RunAsync(["preview", environment, "--expect-changes", "--format", "json"], Quiet(folder), CancellationToken.None),
            await CommandLine.RunAsync(["drift", environment], Quiet(folder), CancellationToken.None),
        ];
        if (!codes.SequenceEqual([137, 0, 0, (int)ExitCode.NoChanges, 0]))
        {
            failures.Enqueue(string.Create(CultureInfo.InvariantCulture, $"killed after write {write}: exit codes of kill, up, verify, preview, drift were {string.Join(", ", codes)}"));
        }

        return true;
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }
}

// The services of a test, which the product has no way to be led to.
static Host Served(Host host) => Environment.GetEnvironmentVariable("INFRA_TEST_GOOGLE") is { Length: > 0 } google
    ? host with
    {
        // Its time too, because a record is not ahead of the bucket.
        Clock = Environment.GetEnvironmentVariable("INFRA_TEST_NOW") is { Length: > 0 } now ? new StandingClock(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)) : host.Clock,
        Google = GoogleServices.At(new GoogleApi(new HttpClient { Timeout = Timeout.InfiniteTimeSpan }, _ => Task.FromResult<string?>("reader"), TimeProvider.System), new Uri(google), new Uri(google), new Uri(google), new Uri(google)),
    }
    : host;

// Another process, because this one keeps itself from reading what it has locked.
static void Copy(string from, string to)
{
    using Process copying = Process.Start("cp", ["-r", from, to]);
    copying.WaitForExit();
}

static Host Quiet(string folder) => new() { Out = TextWriter.Null, Error = TextWriter.Null, In = TextReader.Null, Folder = folder, Variable = _ => null };
