using System.Runtime.CompilerServices;

// The assembly that ProxyBuilder emits derives from internal types of this one.
[assembly: InternalsVisibleTo(MindBot.EmbeddedSilo.Calls.ProxyBuilder.AssemblyName)]
