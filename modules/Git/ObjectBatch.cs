using System.Text;
using Infra.Model.Errors;
using Infra.Model.Masking;

namespace Infra.Git;

/// <summary>What <c>git cat-file --batch</c> writes.</summary>
public static class ObjectBatch
{
    /// <summary>The most bytes of one object. GitHub takes no larger ones, so what can be pushed can be read.</summary>
    public const int MaxObjectBytes = 100 << 20;

    /// <summary>Reads objects, each as it arrives. Git says how long each is, so no byte in one can end it.</summary>
    /// <param name="stream">What it writes.</param>
    /// <param name="folder">The folder of the repository, for the error message.</param>
    /// <param name="names">What it was asked for, in this order.</param>
    /// <param name="take">Is given the name of each and what it is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">One is not there, or larger than <see cref="MaxObjectBytes"/>.</exception>
    public static async Task ReadAsync(Stream stream, string folder, string[] names, Action<string, GitObject> take, CancellationToken cancellation)
    {
        await using BufferedStream buffered = new(stream, 1 << 16);
        byte[] one = new byte[1];
        foreach (string name in names)
        {
            // ID SP KIND SP SIZE LF, the bytes, LF.
            StringBuilder head = new();
            while (await buffered.ReadAsync(one, cancellation) > 0 && one[0] != (byte)'\n')
            {
                head.Append((char)one[0]);
            }

            if (head.ToString().Split(' ') is not [var id, var kind, var size] || !long.TryParse(size, System.Globalization.CultureInfo.InvariantCulture, out long length))
            {
                throw new InfraException(ErrorKind.Failed, $"git in {folder} has no {Printable.Text(name)}: {Printable.Text(head.ToString())}");
            }

            if (length > MaxObjectBytes)
            {
                throw new InfraException(ErrorKind.Failed, $"The {kind} {id} in {folder} has {length} bytes, and at most {MaxObjectBytes} are read. Nobody wrote that by hand: take it out of the history.");
            }

            byte[] content = new byte[length];
            await buffered.ReadExactlyAsync(content, cancellation);
            await buffered.ReadExactlyAsync(one, cancellation);
            take(name, new GitObject(id, kind, content));
        }
    }
}
