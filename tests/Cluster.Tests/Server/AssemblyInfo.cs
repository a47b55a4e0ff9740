// Each test has the machine to itself: how fast a cluster recovers depends on who else is at work.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
