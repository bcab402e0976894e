using Infra.Offline.Generator;

const string Usage = """
    usage: dotnet run --project offline/Generator -- COMMAND
      trim --api FOLDER       offline/listing/*.txt, from types.txt and a folder with the full official listing
      classes PROVIDER FILE   the source of Pulumi.Gcp or Pulumi.Kubernetes, from the listing; the build of each does this
    """;

try
{
    var offline = OfflineFolder.Find(Environment.CurrentDirectory);
    switch (args)
    {
        case ["trim", "--api", var api]:
            offline.Write(offline.TrimmedListings(api));
            return 0;
        case ["classes", var provider, var file] when OfflineFolder.Providers.Contains(provider):
            // Whole or not at all: half a file would count as up to date.
            File.WriteAllText(file + ".new", offline.Classes(provider));
            File.Move(file + ".new", file, overwrite: true);
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (Exception problem) when (problem is FormatException or IOException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
