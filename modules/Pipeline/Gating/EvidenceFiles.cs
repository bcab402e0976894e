using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Gating;

/// <summary>Reads and writes files of evidence.</summary>
public sealed class EvidenceFiles(Host host, Repository repository)
{

    /// <summary>The keys that vouch for evidence; null for those of the repository.</summary>
    public ImmutableArray<VerifyingKey>? Keys { get; init; }

    /// <summary>Files of evidence, and what GitHub says of tests where no file does; a rehearsal asks nobody.</summary>
    /// <param name="files">The files.</param>
    /// <param name="about">What they must be about; null for a plan that nobody sealed, of which there is no evidence.</param>
    /// <param name="isLocal">Whether it is a rehearsal, in which nobody need vouch for them.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">One is malformed or about something else, all are named; or GitHub refused.</exception>
    public async Task<ImmutableSortedDictionary<GateName, Evidence>> ReadAsync(IEnumerable<string> files, EvidenceSubject? about, bool isLocal, CancellationToken cancellation)
    {
        ImmutableSortedDictionary<GateName, Evidence> read = Read(files, about, isLocal);
        return isLocal || about is null || read.ContainsKey(GateName.TestsPassed) || await GitHubTests.OfAsync(host, repository, about, cancellation) is not { } tests
            ? read
            : read.SetItem(GateName.TestsPassed, tests);
    }

    private ImmutableSortedDictionary<GateName, Evidence> Read(IEnumerable<string> files, EvidenceSubject? about, bool isLocal)
    {
        ImmutableArray<VerifyingKey> keys = Keys ?? repository.Gates().Keys;
        Dictionary<GateName, Evidence> read = [];
        List<string> problems = [];
        foreach (string file in files)
        {
            string shown = Printable.Text(file);
            try
            {
                Evidence evidence = EvidenceJson.Read(shown, NamedFile.Read(host, repository, file));
                string? problem = about is null ? "it is about an envelope, and this plan was not sealed."
                    : evidence.Envelope != about.Digest ? $"it is about another {about.Word}. Gather it again for this one."
                    : !keys.Any(k => EvidenceSubject.IsVouchedBy(k, evidence, host.Clock.GetUtcNow())) && (!isLocal || evidence.Signature is not null) ? "no key of stacks/delivery/gates.yaml vouches for it. Sign it, or list the key."
                    : !read.TryAdd(evidence.Gate, evidence) ? $"there is another file of evidence of {evidence.Gate}. Pass one." : null;
                problems.AddRange(problem is null ? [] : [$"{shown}: {problem}"]);
            }
            catch (InfraException malformed)
            {
                problems.Add(malformed.Message);
            }
        }

        return problems.Count == 0 ? read.ToImmutableSortedDictionary() : throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems));
    }

    /// <summary>Evidence that is gathered now.</summary>
    /// <param name="gate">The gate that it is for.</param>
    /// <param name="about">The digest of what it is about.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="source">Who found them out; in a job its address, where nothing else is said.</param>
    public Evidence Now(GateName gate, string about, JsonElement facts, string source) =>
        new() { Gate = gate, Envelope = about, Source = host.GitHub.Run?.AbsoluteUri ?? source, At = Moment.WholeSeconds(host.Clock.GetUtcNow()), Facts = facts };

    /// <summary>Why evidence that the key at hand signs would be read by no gate; null where one would.</summary>
    /// <param name="key">The key; null where there is none.</param>
    /// <param name="isLocal">Whether it is for a rehearsal, which reads it unsigned too.</param>
    public string? SigningProblem(SigningKey? key, bool isLocal) => (key, isLocal) switch
    {
        (null, true) => null,
        (null, false) => "INFRA_SIGNING_KEY is not set, and outside a dry run gates ignore unsigned evidence. Set it, or INFRA_SIGNING_KEY_FILE.",
        _ => ListedKey.Problem(repository.Gates(), key, Evidence.Purpose, host.Clock.GetUtcNow()),
    };

    /// <summary>Signs evidence where there is a key, writes it and says so.</summary>
    public void Write(Evidence evidence, SigningKey? key, string file)
    {
        Evidence vouched = key is null ? evidence : evidence with { Signature = key.Sign(Evidence.Purpose, evidence.Digest) };
        OutputFile.Write(host, file, Encoding.UTF8.GetBytes(EvidenceJson.Write(vouched)));
        host.Error.Write($"Evidence for {evidence.Gate} about {evidence.Envelope}{(key is null ? ", not signed" : ", signed")}: {Printable.Text(file)}.\n");
    }
}
