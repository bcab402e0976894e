using Infra.Offline.Reference;

const string Usage = """
    usage: dotnet run --project offline/Reference -- COMMAND
      build               compile the whole solution against the official signatures; offline/reference-build calls this
      trim --api FOLDER   offline/signatures/*.txt, from a folder with the full official listing and what the code names
    """;

try
{
    var root = RepositoryFiles.FindRoot(Environment.CurrentDirectory);
    switch (args)
    {
        case ["build"]:
            return await new ReferenceBuild(root, Console.Error.WriteLine).RunAsync() ? 0 : 1;
        case ["trim", "--api", var api]:
            new ReferenceFolder(root).Write(new Trimmer(Trimmer.Official(api), SourcesInUse.Read(root)).Trim());
            return 0;
        default:
            await Console.Error.WriteLineAsync(Usage);
            return 2;
    }
}
catch (Exception problem) when (problem is FormatException or IOException)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}
