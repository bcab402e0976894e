using System.Globalization;
using Infra.Engine;
using Infra.Engine.Tests.Child;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;

// A process that tests can kill: updates a small stack in a folder, waiting for the lock.
// Arguments: FOLDER TEXT KILL-AFTER (the number of the write after which it kills itself; 0 for never).
string folder = args[0];
LocalBackend backend = ChildStack.Backend(folder, args[1], new KillingFileSystem(new DiskFileSystem(), int.Parse(args[2], CultureInfo.InvariantCulture)), TimeSpan.FromMinutes(2));
try
{
    using IDisposable held = await backend.LockAsync("up", CancellationToken.None);
    Plan plan = await backend.PreviewAsync(CancellationToken.None);
    UpdateOutcome outcome = await backend.ApplyAsync(plan, null, CancellationToken.None);
    await Console.Out.WriteLineAsync(plan.Summary.HasChanges ? "changed" : "unchanged");
    return outcome.Succeeded ? 0 : 1;
}
catch (InfraException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
