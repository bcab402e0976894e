using Infra.Offline.Generator;

const string Usage = """
    usage: dotnet run --project offline/Generator -- COMMAND
      trim --api FOLDER   offline/listing/*.txt, from types.txt and a folder with the full official listing
      classes             offline/Pulumi.Gcp/*.g.cs and offline/Pulumi.Kubernetes/*.g.cs, from the listing
      check               exit 1 and name the files that are stale
    """;

try
{
    var offline = OfflineFolder.Find(Environment.CurrentDirectory);
    switch (args)
    {
        case ["trim", "--api", var api]:
            offline.Write(offline.TrimmedListings(api));
            return 0;
        case ["classes"]:
            var written = offline.WriteClasses();
            Console.Error.WriteLine($"{written.Count} generated files changed");
            return 0;
        case ["check"]:
            var stale = offline.Stale(offline.Classes());
            foreach (var path in stale)
            {
                Console.Error.WriteLine($"stale: offline/{path}; run: dotnet run --project offline/Generator -- classes");
            }

            return stale.Count == 0 ? 0 : 1;
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
