// Each test has the machine to itself: how fast a server comes back depends on who else is at work.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
