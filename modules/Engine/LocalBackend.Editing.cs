using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Infra.Engine.Capture;
using Infra.Engine.State;
using Infra.Engine.Steps;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;

namespace Infra.Engine;

/// <content>Edits of the record that no plan makes. Each is worked out, shown, and written under one lock, with a copy of the state before.</content>
public sealed partial class LocalBackend
{
    /// <summary>Works out another name for a recorded resource.</summary>
    /// <param name="name">Its name, or its URN.</param>
    /// <param name="now">The new name.</param>
    /// <exception cref="InfraException">It cannot be, or the state is not at rest.</exception>
    public StateEdit PlanRename(string name, string now) => StateEditor.Rename(AtRest().State, name, now, Cloud(options.Files).ForcesReplacement);

    /// <summary>Works out what is forgotten with a resource. It stays in the cloud.</summary>
    /// <param name="name">Its name, or its URN.</param>
    /// <param name="force">Whether protected ones are meant.</param>
    /// <param name="dependents">Whether what depends on it is meant too.</param>
    /// <exception cref="InfraException">It cannot be, or the state is not at rest.</exception>
    public StateEdit PlanForget(string name, bool force, bool dependents) => StateEditor.Forget(AtRest().State, name, force, dependents);

    /// <summary>Works out what the record would be if it were read from the cloud.</summary>
    /// <exception cref="InfraException">The state is not at rest.</exception>
    public StateEdit PlanRefresh()
    {
        ICloud cloud = Cloud(options.Files);
        StackState state = AtRest().State;
        return StateEditor.Refresh(state, DriftFinder.Find(state, cloud), r => cloud.Read(r.Urn.Type, r.Id!), ActualInputs.Of);
    }

    /// <summary>Writes an edit that was worked out under the same lock.</summary>
    /// <param name="edit">The edit.</param>
    /// <returns>The file with the state before.</returns>
    /// <exception cref="InfraException">The lock was broken meanwhile.</exception>
    public string Write(StateEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        StateLock mine = Mine();
        StateStore store = Store(new FencedFileSystem(options.Files, mine));
        string backup = Backup(store);
        store.WriteBase(edit.State with { Serial = edit.State.Serial + 1, Fencing = mine.Holder.Fencing, Updated = options.Clock.GetUtcNow() });
        return backup;
    }

    /// <summary>Finds a resource of the cloud that the program declares and nothing records.</summary>
    /// <param name="type">Its type token.</param>
    /// <param name="name">The name that the program declares it under.</param>
    /// <param name="id">Its id in the cloud.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfraException">It cannot be adopted, or the state is not at rest.</exception>
    public async Task<AdoptedResource> PlanAdoptionAsync(string type, string name, string id, CancellationToken cancellation)
    {
        ICloud cloud = Cloud(options.Files);
        return (await DeclaredAsync(AtRest(mayBeNew: true).State, cloud, cancellation)).Find(type, name, id);
    }

    /// <summary>A resource as the program declares it, whatever is recorded here or anywhere.</summary>
    /// <param name="type">Its type token.</param>
    /// <param name="name">The name that the program declares it under.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfraException">It is not declared, or is a component.</exception>
    public async Task<DeclaredResource> DeclaredAsync(string type, string name, CancellationToken cancellation)
    {
        Adoption declared = await DeclaredAsync(Store(options.Files).Load().State, Cloud(options.Files), cancellation);
        Registration target = declared.Target(type, name);
        return new DeclaredResource(target.Urn, target.Provider, target.Protect, [.. declared.Above(target)]);
    }

    private async Task<Adoption> DeclaredAsync(StackState state, ICloud cloud, CancellationToken cancellation)
    {
        SecretBook secrets = new(state.SecretKey);
        AdoptingRegistrar registrar = new(new PreviewRegistrar(program, state, cloud, secrets));
        await Task.Run(() => StackCapture.RunAsync(program, registrar, preview: true, secrets.Digest, options.Patience), cancellation).WaitAsync(cancellation);
        return new Adoption(state, cloud, registrar.Declared);
    }

    /// <summary>Records a resource that was found under the same lock, and the components and providers above it.</summary>
    /// <param name="found">The resource; it is as declared.</param>
    /// <returns>The file with the state before; null where there was none.</returns>
    /// <exception cref="InfraException">It differs from what is declared, or the cloud refused.</exception>
    public string? Adopt(AdoptedResource found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (!found.Differences.IsEmpty)
        {
            throw new InfraException(ErrorKind.Resource, $"{found.Urn.Type} {found.Urn.Name} is not as it is declared; {found.Differences.Length} properties differ. Nothing was adopted. Change the settings, or the resource, until they are the same.");
        }

        StateLock mine = Mine();
        FencedFileSystem files = new(options.Files, mine);
        ICloud cloud = Cloud(files);
        StateStore store = Store(files);
        StateReading reading = AtRest(mayBeNew: true);
        string? backup = reading.HasFile ? Backup(store) : null;
        using StateRun run = store.Begins(reading, mine.Holder.Fencing);
        StepExecutor executor = new(run, cloud, progress: null);
        Urn root = Urn.Root(program.Stack, program.Project);
        executor.Component(new PlanStep { Urn = root, Op = StepOp.Create, Custom = false });
        StepDecider decider = new(reading.State, cloud, new SecretBook(reading.State.SecretKey));
        PlannedSteps none = new(new Plan { Stack = program.Stack, Backend = Name, Steps = [] });
        foreach (Registration registration in found.Above.Append(found.Target with { ImportId = found.Id }))
        {
            Decision decision = decider.Decide(registration);
            executor.Execute(decision, WantedResource.Of(registration, decision.Step.Inputs, decision.Id), none);
        }

        cloud.Save();
        run.Ends(new Dictionary<Urn, int>(), null);
        return executor.HasFailures ? throw new InfraException(ErrorKind.Resource, string.Join('\n', executor.Failures.Select(f => $"{f.Step.Type} {f.Step.Name}: {f.Message}"))) : backup;
    }

    // A state in the middle of something is recovered by what knows how; an edit of it could hide what was under way.
    private StateReading AtRest(bool mayBeNew = false)
    {
        StateReading reading = Store(options.Files).Load();
        if (!reading.State.Exists && !mayBeNew)
        {
            throw new InfraException(ErrorKind.StackNotFound, $"Stack {program.Stack} was never applied on the local backend: there is no state to edit.");
        }

        return reading.NeedsRecovery || !reading.State.Pending.IsEmpty
            ? throw new InfraException(ErrorKind.Failed, $"The last run of {program.Stack} did not end, and its state is in doubt. `infra up {program.Stack}` recovers it; edit the state after that.")
            : reading;
    }

    // Named by what is in it: the same state is kept once, and nothing is written over.
    private string Backup(StateStore store)
    {
        byte[] content = store.Export()!;
        string digest = Convert.ToHexStringLower(SHA256.HashData(content))[..12];
        string file = Path.Combine(options.Folder, "backups", string.Create(CultureInfo.InvariantCulture, $"{program.Stack}-{store.Load().State.Serial}-{digest}.jsonl"));
        options.Files.Replace(file, content);
        return file;
    }
}
